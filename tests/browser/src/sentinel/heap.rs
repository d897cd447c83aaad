//! What one world of scripts holds, out of the heap that it shares with others.

use std::collections::HashMap;

use serde_json::Value;

use crate::error::{Error, Result};

/// A snapshot as Chromium tells it: all nodes in one list of numbers, all edges in another, and the texts that they name.
struct Snapshot<'a> {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    texts: Vec<&'a str>,
    node: Shape,
    edge: Shape,
}

/// How many numbers one takes, where its parts stand among them, and what its kinds are called.
struct Shape {
    size: usize,
    parts: HashMap<String, usize>,
    kinds: Vec<String>,
}

/// Every text that the scripts hold whose global object has this property. What they hold through the document is not
/// followed: there, other scripts of the page hold theirs.
///
/// # Errors
///
/// When the snapshot is none, or no such global object is in it.
pub fn held_by(heap: &str, property: &str) -> Result<String> {
    let told: Value = serde_json::from_str(heap).unwrap_or_default();
    let snapshot = Snapshot::read(&told).ok_or_else(|| Error::wrong("no snapshot of a heap"))?;
    let held = snapshot.held_by(property);
    held.ok_or_else(|| Error::wrong(format!("no {property} in the heap")))
}

impl<'a> Snapshot<'a> {
    fn read(told: &'a Value) -> Option<Self> {
        let shape = &told["snapshot"]["meta"];
        let texts = told["strings"].as_array()?.iter();
        Some(Self {
            nodes: numbers(&told["nodes"])?,
            edges: numbers(&told["edges"])?,
            texts: texts.filter_map(Value::as_str).collect(),
            node: Shape::read(&shape["node_fields"], &shape["node_types"])?,
            edge: Shape::read(&shape["edge_fields"], &shape["edge_types"])?,
        })
    }

    fn held_by(&self, property: &str) -> Option<String> {
        let mut held = String::new();
        let mut first_edges = Vec::with_capacity(self.nodes.len() / self.node.size);
        let mut first = 0;
        for node in self.nodes.chunks(self.node.size) {
            first_edges.push(first);
            first += self.node.part(node, "edge_count")?;
        }
        let is_global = |number: usize| {
            self.edges_of(number, &first_edges)
                .any(|edge| self.is_named(edge, property))
        };
        let mut waiting: Vec<usize> = (0..first_edges.len())
            .filter(|one| is_global(*one))
            .collect();
        let mut seen = vec![false; first_edges.len()];
        if waiting.is_empty() {
            return None;
        }
        while let Some(number) = waiting.pop() {
            if std::mem::replace(&mut seen[number], true) {
                continue;
            }
            let from = number * self.node.size;
            let node = self.nodes.get(from..from + self.node.size)?;
            held.push_str(self.texts.get(self.node.part(node, "name")?)?);
            held.push('\n');
            if self.node.kind(node)? == "native" {
                continue;
            }
            for edge in self.edges_of(number, &first_edges) {
                if self.edge.kind(edge)? != "weak" {
                    waiting.push(self.edge.part(edge, "to_node")? / self.node.size);
                }
            }
        }
        Some(held)
    }

    fn edges_of(&self, number: usize, first: &[usize]) -> impl Iterator<Item = &[usize]> {
        let end = first.get(number + 1).copied();
        let from = first[number] * self.edge.size;
        let to = end.map_or(self.edges.len(), |end| end * self.edge.size);
        self.edges[from..to].chunks(self.edge.size)
    }

    fn is_named(&self, edge: &[usize], property: &str) -> bool {
        let name = self.edge.part(edge, "name_or_index");
        self.edge.kind(edge) == Some("property")
            && name.and_then(|name| self.texts.get(name)) == Some(&property)
    }
}

impl Shape {
    fn read(fields: &Value, kinds: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let fields = fields.as_array()?;
        Some(Self {
            size: fields.len(),
            parts: fields.iter().map(text).zip(0..).collect(),
            kinds: kinds[0].as_array()?.iter().map(text).collect(),
        })
    }

    fn part(&self, of: &[usize], name: &str) -> Option<usize> {
        of.get(*self.parts.get(name)?).copied()
    }

    fn kind(&self, of: &[usize]) -> Option<&str> {
        self.kinds.get(self.part(of, "type")?).map(String::as_str)
    }
}

fn numbers(list: &Value) -> Option<Vec<usize>> {
    let list = list.as_array()?.iter();
    list.map(|number| usize::try_from(number.as_u64()?).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A global object with `mark` and `own`; through the document the page's `other` is in reach.
    #[test]
    fn what_is_held_through_the_document_is_of_others() {
        let heap = json!({
            "snapshot": { "meta": {
                "node_fields": ["type", "name", "edge_count"],
                "node_types": [["object", "string", "native"]],
                "edge_fields": ["type", "name_or_index", "to_node"],
                "edge_types": [["property", "weak"]],
            } },
            "nodes": [0, 0, 3, 1, 1, 0, 2, 2, 1, 1, 3, 0, 1, 4, 0],
            "edges": [0, 5, 3, 0, 6, 6, 1, 6, 12, 0, 6, 9],
            "strings": ["Window", "own", "document", "other", "gone", "mark", "part"],
        });
        assert_eq!(
            held_by(&heap.to_string(), "mark").unwrap(),
            "Window\ndocument\nown\n"
        );
        assert!(held_by(&heap.to_string(), "none").is_err());
        assert!(held_by("", "mark").is_err());
    }
}
