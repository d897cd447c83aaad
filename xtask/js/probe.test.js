// What holds of the probe, however it runs. `core` is what it exports.
{
  const equal = (seen, expected, what) => {
    const [left, right] = [seen, expected].map((value) =>
      JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part)));
    if (left !== right) throw new Error(`${what}: ${left} and not ${right}`);
  };
  const text = "Größe 🗝 ".repeat(500);

  const beforeGrowth = () => {
    equal(core.shout(text), text.toUpperCase(), "a string");
    equal([...core.whole(new Float64Array([1.9, -1.9, 1e300, -1e300, NaN]))],
      [1, -1, 2147483647, -2147483648, 0], "whole numbers");
    equal(core.sum(new Uint8Array([255, 1, 128])), -128, "signed bytes");
    for (const number of [0n, -1n, 41n, 4294967295n, -4294967297n, 2n ** 63n - 1n]) {
      equal(core.next(number), BigInt.asIntN(64, number + 1n), `the number after ${number}`);
    }
  };
  beforeGrowth();
  const count = core.counter();
  equal([count(2), count(3)], [2, 5], "a closure");

  // The memory grows between the parameters' going in and the answer's coming out, and again and again.
  let kept = 0;
  for (let round = 0; round < 6; round++) {
    const answer = core.ask(text, (question) => {
      equal(question, text, "a question");
      kept += 3 << 20;
      equal(core.keep(3 << 20), kept, "the memory kept");
      return `${question}${round}`;
    });
    equal(answer, `${text}${round}`, "an answer");
    beforeGrowth();
    equal(count(1), 6 + round, "a closure after growth");
  }

  let caught;
  try {
    core.ask("?", () => { throw new RangeError("no answer"); });
  } catch (error) {
    caught = error;
  }
  equal(caught instanceof RangeError && caught.message, "no answer", "an error on its way through");
  console.log("every expectation holds");
}
