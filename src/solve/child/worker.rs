//! The parent's hold on one child: hands it a job, hears its news, and ends it when it does not end by itself.

use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::super::backend::{Answer, Ended, Job, News};
use super::wire::{self, Frame};

/// How often the parent looks at the clock and at the user's wish.
const TICK: Duration = Duration::from_millis(10);
/// How long a child may take to end by itself once the user wants to stop.
const GRACE: Duration = Duration::from_millis(300);
/// How far a child may overrun its clock.
const OVERRUN: Duration = Duration::from_secs(1);
/// How long a child may take to say that it is there.
const GREETING: Duration = Duration::from_secs(20);
/// How long a child that closed its pipe may take to be gone.
const LAST_MOMENT: Duration = Duration::from_millis(500);
/// How much of what a child says on stderr is kept, in bytes.
const LAST_WORDS: usize = 4096;

/// A child that solves job after job.
pub struct Worker {
    child: Child,
    give: Sender<Vec<u8>>,
    heard: Receiver<io::Result<Frame>>,
    /// What the child says on stderr, once it is gone.
    last_words: Option<JoinHandle<Vec<u8>>>,
    has_greeted: bool,
    /// Whether it may be given another job.
    pub is_fit: bool,
}

impl Worker {
    /// Starts a child.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn start(executable: &Path) -> io::Result<Self> {
        let mut command = Command::new(executable);
        command.arg(super::SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt as _;
            // Ctrl-C goes to every process of the terminal's group: this one listens to its parent alone.
            command.process_group(0).arg0("roomblock");
        }
        let mut child = command.spawn()?;
        let (give, orders) = channel();
        let (hear, heard) = channel();
        let mut last_words = None;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        if let (Some(stdin), Some(stdout), Some(stderr)) = pipes {
            // A thread each, so that a child that neither reads nor writes holds up nobody.
            thread::spawn(move || write_all(stdin, &orders));
            thread::spawn(move || read_all(stdout, &hear));
            last_words = Some(thread::spawn(move || end_of(stderr)));
        }
        Ok(Self { child, give, heard, last_words, has_greeted: false, is_fit: true })
    }

    /// Solves a job, with so many bytes of memory. A child that does not answer is ended, and what it found until then is
    /// the answer.
    pub fn run(&mut self, job: &Job, memory: Option<u64>) -> Answer {
        let started = Instant::now();
        // A child that is gone is heard of below.
        drop(self.give.send(wire::order(job, memory)));
        let mut so_far = SoFar { values: None, bound: None };
        let clock = job.seconds.map(|seconds| Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX));
        let deadline = clock.and_then(|clock| started.checked_add(clock)?.checked_add(OVERRUN));
        let mut asked: Option<Instant> = None;
        loop {
            match self.heard.recv_timeout(TICK) {
                Ok(Ok(frame)) => {
                    if let Some(answer) = self.take(frame, job, &mut so_far) {
                        return answer;
                    }
                }
                Ok(Err(_)) => return self.mad(),
                Err(RecvTimeoutError::Disconnected) => return self.gone(so_far, memory),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            if asked.is_none() && job.stop.load(Ordering::Relaxed) {
                drop(self.give.send(wire::stop()));
                asked = Some(now);
            }
            if asked.is_some_and(|asked| now.duration_since(asked) > GRACE) {
                self.end();
                return so_far.answer(Ended::Interrupted, None);
            }
            if deadline.is_some_and(|deadline| now > deadline) {
                self.end();
                let note = "the solver did not keep to its time and was ended: the plan is the best one before";
                return so_far.answer(Ended::OutOfTime, Some(note.to_owned()));
            }
            if !self.has_greeted && now.duration_since(started) > GREETING {
                self.end();
                return Answer::failed("the solver did not start".to_owned());
            }
        }
    }

    /// Takes what the child says; returns its answer, if it is one.
    fn take(&mut self, frame: Frame, job: &Job, so_far: &mut SoFar) -> Option<Answer> {
        let fits = |values: &Vec<i64>| values.len() == job.uppers.len();
        match frame {
            Frame::Hello(greeting) if greeting == wire::GREETING && !self.has_greeted => self.has_greeted = true,
            Frame::News(News::Stands(incumbent, bound)) if self.has_greeted => {
                so_far.bound = bound.or(so_far.bound);
                (job.watch)(News::Stands(incumbent, bound));
            }
            Frame::News(News::Found(values)) if self.has_greeted && fits(&values) => {
                so_far.values = Some(values.clone());
                (job.watch)(News::Found(values));
            }
            Frame::Answer(answer) if self.has_greeted && answer.values.as_ref().is_none_or(fits) => {
                return Some(answer);
            }
            _ => return Some(self.mad()),
        }
        None
    }

    /// Returns the answer of a child that says what makes no sense: nothing of what it said is believed.
    fn mad(&mut self) -> Answer {
        self.end();
        Answer::failed(
            "the solver gave an answer that makes no sense and was ended: the plan is the best one before".to_owned(),
        )
    }

    /// Returns the answer of a child that is no more. Its solutions are recounted anyway; the bound of a solver that
    /// crashed is not believed.
    fn gone(&mut self, so_far: SoFar, memory: Option<u64>) -> Answer {
        let status = self.end_of_the_dying();
        // The child is gone, and with it the other end of the pipe that this thread reads.
        let words = self.last_words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        let words = String::from_utf8_lossy(&words);
        let hungry = ["memory allocation of", "bad_alloc"].iter().any(|cry| words.contains(cry));
        let note = if hungry {
            let may_use = memory.map(|bytes| format!(" (it may use {} MB)", bytes >> 20)).unwrap_or_default();
            format!("the solver ran out of memory{may_use}: the plan is the best one before")
        } else {
            let status = status.map_or_else(|| "nobody knows how".to_owned(), |status| status.to_string());
            format!("the solver crashed ({status}): the plan is the best one before")
        };
        let bound = so_far.bound.filter(|_| hungry);
        SoFar { bound, ..so_far }.answer(Ended::Failed, Some(note))
    }

    /// Ends the child at once and returns how it ended.
    fn end(&mut self) -> Option<ExitStatus> {
        self.is_fit = false;
        // It can have ended just now.
        drop(self.child.kill());
        self.child.wait().ok()
    }

    /// Returns how a child ended that closed its pipe: it has a moment to do so by itself.
    fn end_of_the_dying(&mut self) -> Option<ExitStatus> {
        self.is_fit = false;
        for _ in 0..LAST_MOMENT.as_millis() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(1));
        }
        self.end()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What a child told before it answered.
struct SoFar {
    values: Option<Vec<i64>>,
    bound: Option<f64>,
}

impl SoFar {
    fn answer(self, ended: Ended, note: Option<String>) -> Answer {
        Answer { values: self.values, bound: self.bound, ended, note }
    }
}

/// Writes frames until there are no more, or nobody reads them.
fn write_all(mut to: ChildStdin, frames: &Receiver<Vec<u8>>) {
    while let Ok(frame) = frames.recv() {
        if to.write_all(&frame).and_then(|()| to.flush()).is_err() {
            return;
        }
    }
}

/// Hands on frames until there are no more, or the first that is none.
fn read_all(from: impl Read, hear: &Sender<io::Result<Frame>>) {
    let mut from = BufReader::new(from);
    while let Some(frame) = wire::read(&mut from).transpose() {
        let is_last = frame.is_err();
        if hear.send(frame).is_err() || is_last {
            return;
        }
    }
}

/// Returns the end of what is said, once there is no more.
fn end_of(mut from: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut bytes = [0; 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        kept.extend_from_slice(&bytes[..read]);
        let surplus = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..surplus);
    }
    kept
}
