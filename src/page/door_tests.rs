//! The whole core without a browser: pages as text, drawn anew in another markup at every turn, read, judged and submitted.

use super::Reader;
use super::sample::SampleNode;
use proptest::prelude::*;
use trivet_checklist::label::Labels;
use trivet_checklist::{Gate, Observation, Rules, Run};

/// What stands on the form.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    /// The three that are asked for, then two that are not.
    boxes: [bool; 5],
    dataset: bool,
}

const NAMES: [&str; 5] = [
    "Can access API",
    "Can send events",
    "Is enabled",
    "Can delete data",
    "Can read profiles",
];

impl Form {
    fn is_right(self) -> bool {
        self.boxes == [true, true, true, false, false] && !self.dataset
    }

    /// The form as one of three front ends draws it.
    fn drawn(self, front_end: usize) -> String {
        let boxes = NAMES.iter().zip(self.boxes).enumerate();
        let boxes: Vec<String> = boxes
            .map(|(index, (name, on))| {
                let checked = if on { "checked" } else { "" };
                match front_end {
                    0 => format!(
                        "<div><input type=checkbox id=b{index} {checked}><label for=b{index}>{name}</label></div>"
                    ),
                    1 => format!("<p><label><input type=checkbox {checked}> <span>{name}</span></label></p>"),
                    _ => format!(
                        "<tr><td>{name}:</td><td><div role=checkbox aria-checked={on} tabindex=0></div></td></tr>"
                    ),
                }
            })
            .collect();
        let boxes = boxes.concat();
        let boxes = if front_end < 2 {
            boxes
        } else {
            format!("<table>{boxes}</table>")
        };
        let selected = if self.dataset { "selected" } else { "" };
        format!(
            "<h1>API Tokens</h1><form><h2>New API Token</h2>{boxes}\
             <label for=d>Restrict to Specific Datasets</label>\
             <select id=d multiple><option value=engage {selected}>engage</option><option value=mobile>mobile</option></select>\
             <label for=n>Notes</label><textarea id=n></textarea>\
             <button type=submit>OK</button><button type=button>Cancel</button></form>"
        )
    }
}

fn read(html: &str) -> Observation {
    let mut reader = Reader::new(Labels::default());
    reader.add(&SampleNode::page(html));
    reader.observe()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_wrong_form_gets_through_however_it_is_drawn(
        start in any::<[bool; 5]>(),
        moves in proptest::collection::vec((0_usize..9, 0_usize..3), 1..16),
    ) {
        let mut form = Form { boxes: start, dataset: false };
        let mut run = Run::new(Rules::default());
        let mut now = 0.0;
        run.observed(&read(&form.drawn(0)), now);
        run.admin_took_over();
        for (number, front_end) in moves {
            now += 40.0;
            match number {
                0..=4 => form.boxes[number] = !form.boxes[number],
                5 => form.dataset = !form.dataset,
                6 => { run.observed(&read("<h1>API Tokens</h1>"), now); }
                7 => form = Form { boxes: [true, true, true, false, false], dataset: false },
                _ => {}
            }
            let seen = read(&form.drawn(front_end));
            prop_assert!(seen.form.seen().is_some(), "{:?}", form.drawn(front_end));
            run.observed(&seen, now);
            let is_open = run.tries_to_submit(&seen) == Gate::Open;
            prop_assert_eq!(is_open, form.is_right());
        }
    }
}
