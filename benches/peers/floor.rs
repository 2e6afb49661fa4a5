//! The least that a build can cost: the articles of a publication are listed, sorted and read by two threads, and nothing
//! is made of them.

#![expect(clippy::disallowed_methods, reason = "a tool of its own, which does nothing but read")]

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::thread;

/// Bytes that each article has room in.
const ROOM: usize = 64 << 10;

fn main() -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in fs::read_dir("articles")? {
        paths.push(entry?.path().into_os_string());
    }
    paths.sort_unstable();
    let read = |paths: &[_]| -> io::Result<()> {
        let mut room = vec![0; ROOM];
        paths.iter().try_for_each(|path| File::open(path)?.read(&mut room).map(drop))
    };
    let (first, second) = paths.split_at(paths.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| read(second));
        read(first)?;
        other.join().expect("reading does not panic")
    })
}
