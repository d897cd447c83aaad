import { useCallback, useEffect, useState } from "react";

export async function call(path, body, method = body === undefined ? "GET" : "POST") {
  const answer = await fetch(`/ui/api/${path}`, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    keepalive: method !== "GET",
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

/** What the server has at `path`, and a function that asks again. */
export function useLoaded(path, empty) {
  const [value, setValue] = useState(empty);
  const reload = useCallback(() => call(path).then(setValue), [path]);
  useEffect(() => {
    let current = true;
    call(path).then((answer) => current && setValue(answer));
    return () => {
      current = false;
    };
  }, [path]);
  return [value, reload];
}
