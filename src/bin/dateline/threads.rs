//! The threads of a run: as many as its articles are worth, and each where it can begin at once.

use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many articles are done by one thread before a second has begun.
const FEW: usize = 4;

/// So many are done by two before the system has told how many there can be.
const SOME: usize = 64;

/// Begins the threads that so many articles are worth; this one works too, instead of waiting for others to be woken.
pub(crate) fn begin(articles: usize) {
    let own = processor();
    let apart = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&apart);
    let count = move |_| _ = counted.fetch_add(usize::from(processor() != own), Ordering::Relaxed);
    let threads = rayon::ThreadPoolBuilder::new().use_current_thread().start_handler(count);
    let threads = match articles {
        _ if articles <= FEW => threads.num_threads(1),
        _ if articles <= SOME => threads.num_threads(2),
        _ => threads,
    };
    // Where there are threads already, they do. Those of `build_global` would be waited for until they run.
    let has_begun = threads.build().map(mem::forget).is_ok();
    // Mostly all the others run elsewhere by now.
    if has_begun && apart.load(Ordering::Relaxed) + 1 < rayon::current_num_threads() {
        // What comes of it is time alone.
        let _ = spread();
    }
}

/// Keeps the other threads off the processor of this one, where nobody else needs one. Some systems, those of virtual
/// machines above all, let a new thread share it for milliseconds, though another processor is idle all the while.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "the system's own files, and nobody's data")]
fn spread() -> std::io::Result<()> {
    use rustix::thread::{Pid, gettid, sched_getaffinity, sched_setaffinity};
    if running(&std::fs::read_to_string("/proc/loadavg")?).is_none_or(|all| all > rayon::current_num_threads()) {
        return Ok(());
    }
    let mut others = sched_getaffinity(None)?;
    others.unset(processor());
    let own = gettid();
    for thread in std::fs::read_dir("/proc/self/task")? {
        let name = thread?.file_name();
        let thread = name.to_str().and_then(|name| Pid::from_raw(name.parse().ok()?));
        if let Some(thread) = thread.filter(|thread| *thread != own) {
            // Refused where there is no other processor.
            sched_setaffinity(Some(thread), &others)?;
        }
    }
    Ok(())
}

/// The processor that this thread runs on, where it matters.
#[cfg(target_os = "linux")]
fn processor() -> usize {
    rustix::thread::sched_getcpu()
}

#[cfg(not(target_os = "linux"))]
fn processor() -> usize {
    0
}

#[cfg(not(target_os = "linux"))]
fn spread() -> std::io::Result<()> {
    Ok(())
}

/// How many threads of all processes run or wait for a processor, from `/proc/loadavg`.
#[cfg(target_os = "linux")]
fn running(load: &str) -> Option<usize> {
    load.split(' ').nth(3)?.split('/').next()?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the system's own file")]
    fn how_many_threads_run_is_told_of_the_system() {
        assert_eq!(running("1.23 1.37 0.88 3/79 14929\n"), Some(3));
        assert_eq!(running("1.23 1.37 0.88"), None, "a system that says it otherwise");
        let load = std::fs::read_to_string("/proc/loadavg").expect("Linux has it");
        assert!(running(&load).is_some_and(|running| running > 0), "{load}");
    }
}
