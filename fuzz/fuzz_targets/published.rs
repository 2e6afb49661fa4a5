//! Any bytes are read as a feed that somebody published, or refused; what is read is compared with itself and with
//! nothing.
#![no_main]

use dateline::{diff, published};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(feed) = published::read(bytes) else { return };
    assert!(diff::between(&feed, &feed).is_empty());
    let empty = published::Feed { entries: Vec::new(), ..feed.clone() };
    let _ = diff::between(&empty, &feed);
    let _ = diff::between(&feed, &empty);
    for entry in &feed.entries {
        let _ = (entry.text(), entry.touched());
    }
});
