//! Authors as the metadata of pages have them, pasted as they are: `{"@type": "Person", "name": "Jane Doe"}`.

use serde_json::Value;

/// The names in JSON, a line each, with the address and link of each; `None` for any other text.
pub(super) fn names(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut lines = Vec::new();
    gather(&serde_json::from_str(text).ok()?, &mut lines);
    Some(lines.join("\n"))
}

fn gather(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::String(name) => lines.push(name.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, lines)),
        Value::Object(of) => {
            if let Some(Value::String(name)) = of.get("name") {
                let addresses = ["email", "url"].into_iter().filter_map(|key| of.get(key)?.as_str());
                lines.push(addresses.fold(name.clone(), |line, address| format!("{line} <{address}>")));
            } else if let Some(authors) = of.get("author") {
                gather(authors, lines);
            }
        }
        _ => {}
    }
}
