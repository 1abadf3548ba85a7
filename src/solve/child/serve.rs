//! The child: reads jobs, solves one at a time, and answers until nobody asks any more.
//!
//! It listens to its parent alone. When the parent is gone, so is it, even in the middle of a solve.

use std::fs::File;
use std::io::{self, BufReader};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::backend::{Answer, Job, News};
use super::super::highs;
use super::fault;
use super::memory;
use super::wire::{self, Frame, Order};

/// How long a child whose parent is gone may take to end as it should.
const FAREWELL: Duration = Duration::from_millis(100);

/// The status of a child that was not let go.
const ABANDONED: i32 = 1;

/// Solves what is asked on stdin and answers on stdout, until stdin ends.
///
/// # Errors
/// When stdout cannot be set apart, or nobody reads the answers.
pub fn serve() -> io::Result<()> {
    let out = Mutex::new(own_stdout()?);
    memory::volunteer();
    let say = |frame: &[u8]| wire::write(&mut *out.lock().unwrap_or_else(PoisonError::into_inner), frame);
    say(&wire::hello())?;
    let stop = Arc::new(AtomicBool::new(false));
    let (give, orders) = channel();
    let asked = Arc::clone(&stop);
    thread::spawn(move || listen(&give, &asked));
    answer_all(&orders, &stop, &say)
}

/// Returns what stdout was: whatever the solver prints from now on goes nowhere.
#[cfg(unix)]
fn own_stdout() -> io::Result<File> {
    let out = rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?;
    rustix::stdio::dup2_stdout(File::options().write(true).open("/dev/null")?)?;
    Ok(out.into())
}

/// Returns stdout; nothing else writes to it here.
#[cfg(not(unix))]
fn own_stdout() -> io::Result<File> {
    use std::os::windows::io::{AsHandle, OwnedHandle};
    let out: OwnedHandle = io::stdout().as_handle().try_clone_to_owned()?;
    Ok(out.into())
}

/// Hands jobs on and hears when to stop. Never returns to a solver that nobody waits for.
fn listen(give: &Sender<Order>, stop: &AtomicBool) {
    let mut from = BufReader::new(io::stdin());
    loop {
        match wire::read(&mut from) {
            Ok(Some(Frame::Order(order))) => {
                stop.store(false, Ordering::Relaxed);
                if give.send(order).is_err() {
                    return;
                }
            }
            Ok(Some(Frame::Stop)) => stop.store(true, Ordering::Relaxed),
            // The parent is gone or mad.
            _ => break,
        }
    }
    stop.store(true, Ordering::Relaxed);
    thread::sleep(FAREWELL);
    #[cfg(unix)]
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).ok();
    process::exit(ABANDONED);
}

/// Solves job after job.
fn answer_all(
    orders: &Receiver<Order>,
    stop: &AtomicBool,
    say: &(dyn Fn(&[u8]) -> io::Result<()> + Sync),
) -> io::Result<()> {
    for (at, order) in orders.iter().enumerate() {
        if let Some(bytes) = order.memory {
            memory::keep_to(bytes);
        }
        let watch = |news| {
            // A parent that does not read any more is gone, which `listen` hears.
            drop(say(&wire::news(&news)));
        };
        fault::strike(at, say);
        say(&wire::answer(&solve(order, stop, &watch)))?;
    }
    Ok(())
}

fn solve(order: Order, stop: &AtomicBool, watch: &(dyn Fn(News) + Sync)) -> Answer {
    let Order { rows, uppers, relaxed, start, .. } = order;
    highs::solve(&Job {
        rows: &rows,
        uppers: &uppers,
        relaxed: &relaxed,
        objective: order.objective,
        caps: order.caps,
        start: start.as_deref(),
        gap: order.gap,
        gap_units: order.gap_units,
        seed: order.seed,
        nodes: order.nodes,
        seconds: order.seconds,
        stop,
        watch,
    })
}
