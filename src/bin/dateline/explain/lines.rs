//! JSON lines in, JSON lines out: for scripts that ask about many texts at once.

use std::io::{self, BufRead, BufWriter, IsTerminal as _, Write};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A line of standard input.
#[derive(Deserialize)]
pub(super) struct Question {
    /// Whatever the asker knows it by; it comes back as it is.
    #[serde(default)]
    id: Value,
    /// The text.
    pub(super) input: String,
    /// What the publication has declared, as `key=value; key=value`.
    #[serde(default)]
    pub(super) context: String,
}

/// A line of standard output.
#[derive(Serialize)]
struct Answer {
    id: Value,
    output: Value,
}

/// Answers each line of standard input on standard output.
pub(super) fn answer(reply: impl FnMut(&Question) -> Result<Value>) -> Result<()> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        writeln!(io::stderr(), "reading JSON lines from the terminal; end with Ctrl-D")?;
    }
    relay(stdin.lock(), BufWriter::new(io::stdout().lock()), reply)
}

fn relay(input: impl BufRead, mut out: impl Write, mut reply: impl FnMut(&Question) -> Result<Value>) -> Result<()> {
    for (number, line) in (1..).zip(input.lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let told = || format!("line {number} of standard input");
        let question: Question = serde_json::from_str(&line).with_context(told)?;
        let output = reply(&question).with_context(told)?;
        serde_json::to_writer(&mut out, &Answer { id: question.id, output }).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_answer_and_keeps_its_id() {
        let mut out = Vec::new();
        let input = "{\"id\": \"b1\", \"input\": \"a\"}\n\n{\"id\": 2, \"input\": \"b\", \"context\": \"\"}\n";
        relay(input.as_bytes(), &mut out, |question| Ok(question.input.to_uppercase().into())).unwrap();
        let answers = String::from_utf8(out).unwrap();
        assert_eq!(answers, "{\"id\":\"b1\",\"output\":\"A\"}\n{\"id\":2,\"output\":\"B\"}\n");
    }

    #[test]
    fn a_line_that_is_no_question_is_named() {
        let error = relay("{}\n".as_bytes(), Vec::new(), |_| Ok(Value::Null)).unwrap_err();
        assert_eq!(error.to_string(), "line 1 of standard input");
    }
}
