//! Any bytes are read as a feed or refused: never a panic.
#![no_main]

use dateline::published;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(feed) = published::read(bytes) {
        for entry in feed.entries {
            let _ = (entry.text(), published::key::title(&entry.title), published::key::link(&entry.id));
        }
    }
});
