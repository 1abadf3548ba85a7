//! What parent and child write to each other: frames of a kind, a length and that many bytes.
//!
//! Either side may be mad: what is no frame is an error, and what a frame says is looked at before it is used.

use std::io::{self, Read, Write};

use super::super::backend::{Answer, Ended, Job, News};
use super::super::exact::model::Row;
use super::bytes::{Reader, Writer};

/// The longest frame that is believed, in bytes.
const LONGEST: u32 = 1 << 31;

/// What a child says first: that it is one of ours.
pub const GREETING: &str = concat!("roomblock solver ", env!("CARGO_PKG_VERSION"));

/// What one process says to the other.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// Child: here I am.
    Hello(String),
    /// Parent: solve this.
    Order(Order),
    /// Parent: come to an end.
    Stop,
    /// Child: how it goes.
    News(News),
    /// Child: what came of it.
    Answer(Answer),
}

/// A job as it travels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Order {
    /// The bytes of memory that the child may address, if limited.
    pub memory: Option<u64>,
    /// The rows, without their names.
    pub rows: Vec<Row>,
    /// The most of each column.
    pub uppers: Vec<i64>,
    /// Which columns need not be whole; empty where all must be.
    pub relaxed: Vec<bool>,
    /// What to minimise.
    pub objective: Vec<(u32, f64)>,
    /// Further rows.
    pub caps: Vec<(Vec<(u32, f64)>, f64)>,
    /// Values to start from.
    pub start: Option<Vec<i64>>,
    /// Relative gap to stop at.
    pub gap: f64,
    /// Absolute gap to stop at.
    pub gap_units: f64,
    /// Seed.
    pub seed: u32,
    /// Nodes of branch and bound.
    pub nodes: u64,
    /// Seconds, if limited.
    pub seconds: Option<f64>,
}

/// Returns the frame of a job, ready to be written.
#[must_use]
pub fn order(job: &Job, memory: Option<u64>) -> Vec<u8> {
    let mut out = Writer::new(b'J');
    out.option(memory.as_ref(), |out, &memory| out.count(memory));
    out.list(job.rows, |out, row| {
        out.terms(&row.terms);
        out.option(row.lower.as_ref(), |out, &lower| out.whole(lower));
        out.option(row.upper.as_ref(), |out, &upper| out.whole(upper));
    });
    out.list(job.uppers, |out, &upper| out.whole(upper));
    out.list(job.relaxed, |out, &relaxed| out.count(u64::from(relaxed)));
    out.costs(&job.objective);
    out.list(&job.caps, |out, (terms, most)| {
        out.costs(terms);
        out.float(*most);
    });
    out.option(job.start.as_ref(), |out, start| out.values(start));
    out.float(job.gap);
    out.float(job.gap_units);
    out.count(u64::from(job.seed));
    out.count(job.nodes);
    out.option(job.seconds.as_ref(), |out, &seconds| out.float(seconds));
    out.finish()
}

/// Returns the frame that asks for an end.
#[must_use]
pub fn stop() -> Vec<u8> {
    Writer::new(b'S').finish()
}

/// Returns the frame of a greeting.
#[must_use]
pub fn hello() -> Vec<u8> {
    let mut out = Writer::new(b'H');
    out.text(GREETING);
    out.finish()
}

/// Returns the frame of some news.
#[must_use]
pub fn news(news: &News) -> Vec<u8> {
    match news {
        News::Stands(incumbent, bound) => {
            let mut out = Writer::new(b'N');
            for value in [incumbent, bound] {
                out.option(value.as_ref(), |out, &value| out.float(value));
            }
            out.finish()
        }
        News::Found(values) => {
            let mut out = Writer::new(b'F');
            out.values(values);
            out.finish()
        }
    }
}

/// Returns the frame of an answer.
#[must_use]
pub fn answer(answer: &Answer) -> Vec<u8> {
    let mut out = Writer::new(b'A');
    out.option(answer.values.as_ref(), |out, values| out.values(values));
    out.option(answer.bound.as_ref(), |out, &bound| out.float(bound));
    out.count(ENDS.iter().position(|end| *end == answer.ended).unwrap_or(0) as u64);
    out.option(answer.note.as_ref(), |out, note| out.text(note));
    out.finish()
}

/// Every end, in the order of its number on the wire.
const ENDS: [Ended; 6] =
    [Ended::Failed, Ended::Finished, Ended::Infeasible, Ended::OutOfWork, Ended::OutOfTime, Ended::Interrupted];

/// Reads the next frame; none at the end.
///
/// # Errors
/// When reading fails, or what was read is no frame.
pub fn read(from: &mut impl Read) -> io::Result<Option<Frame>> {
    let mut head = [0; 5];
    let mut first = [0; 1];
    if from.read(&mut first)? == 0 {
        return Ok(None);
    }
    head[0] = first[0];
    from.read_exact(&mut head[1..])?;
    let [kind, length @ ..] = head;
    let length = u32::from_le_bytes(length);
    let nonsense = || io::Error::new(io::ErrorKind::InvalidData, "no frame");
    if length > LONGEST || !b"JSHNFA".contains(&kind) {
        return Err(nonsense());
    }
    let mut bytes = Vec::new();
    // Grows with what arrives: a length alone allocates nothing.
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    let mut reader = Reader { bytes: &bytes };
    let frame = frame(&mut reader, kind).filter(|_| reader.bytes.is_empty() && bytes.len() == length as usize);
    frame.map(Some).ok_or_else(nonsense)
}

/// Writes a frame.
///
/// # Errors
/// When writing fails, as to a process that is gone.
pub fn write(to: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    to.write_all(frame)?;
    to.flush()
}

/// Reads what a frame of a kind holds.
fn frame(from: &mut Reader, kind: u8) -> Option<Frame> {
    Some(match kind {
        b'J' => Frame::Order(order_of(from)?),
        b'S' => Frame::Stop,
        b'H' => Frame::Hello(from.text()?),
        b'N' => Frame::News(News::Stands(from.option(Reader::float)?, from.option(Reader::float)?)),
        b'F' => Frame::News(News::Found(from.values()?)),
        b'A' => Frame::Answer(Answer {
            values: from.option(Reader::values)?,
            bound: from.option(Reader::float)?,
            ended: *ENDS.get(usize::try_from(from.count()?).ok()?)?,
            note: from.option(Reader::text)?,
        }),
        _ => return None,
    })
}

/// Reads a job; none if its rows or costs speak of columns that it does not have.
fn order_of(from: &mut Reader) -> Option<Order> {
    let order = Order {
        memory: from.option(Reader::count)?,
        rows: from.list(|from| {
            let terms = from.list(|from| Some((from.column()?, from.whole()?)))?;
            let (lower, upper) = (from.option(Reader::whole)?, from.option(Reader::whole)?);
            Some(Row { name: String::new(), terms, lower, upper })
        })?,
        uppers: from.values()?,
        relaxed: from.list(|from| Some(from.count()? != 0))?,
        objective: from.costs()?,
        caps: from.list(|from| Some((from.costs()?, from.float()?)))?,
        start: from.option(Reader::values)?,
        gap: from.float()?,
        gap_units: from.float()?,
        seed: u32::try_from(from.count()?).ok()?,
        nodes: from.count()?,
        seconds: from.option(Reader::float)?,
    };
    let known = |column: u32| (column as usize) < order.uppers.len();
    let mut columns = order.rows.iter().flat_map(|row| row.terms.iter().map(|&(column, _)| column));
    let mut priced = order.caps.iter().flat_map(|(terms, _)| terms).chain(&order.objective);
    (columns.all(known) && priced.all(|&(column, _)| known(column))).then_some(order)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    fn frames() -> Vec<Vec<u8>> {
        let row = |lower, upper| Row { name: "C1".to_owned(), terms: vec![(0, -3), (1, i64::MAX)], lower, upper };
        let stop = AtomicBool::new(false);
        let job = Job {
            rows: &[row(Some(i64::MIN), None), row(None, Some(7))],
            uppers: &[1, 0, i64::MAX],
            relaxed: &[true, false, false],
            objective: vec![(2, 0.1), (0, f64::MAX)],
            caps: vec![(vec![(1, 1e-9)], -0.0)],
            start: Some(&[0, -1, 5]),
            gap: 0.25,
            gap_units: 0.999,
            seed: u32::MAX,
            nodes: u64::MAX,
            seconds: Some(59.5),
            stop: &stop,
            watch: &|_| {},
        };
        let answered = Answer {
            values: Some(vec![1, 2, 3]),
            bound: Some(41.5),
            ended: Ended::OutOfWork,
            note: Some("ü".to_owned()),
        };
        vec![
            hello(),
            order(&job, Some(1 << 40)),
            super::stop(),
            news(&News::Stands(None, Some(3.5))),
            news(&News::Found(vec![-7, 128])),
            answer(&answered),
            answer(&Answer::failed("no".to_owned())),
        ]
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = frames().concat();
        let mut from = &bytes[..];
        let mut read_back = Vec::new();
        while let Some(frame) = read(&mut from).unwrap() {
            read_back.push(frame);
        }
        assert_eq!(read_back.len(), frames().len());
        assert_eq!(read_back[0], Frame::Hello(GREETING.to_owned()));
        let Frame::Order(order) = &read_back[1] else { panic!("{:?}", read_back[1]) };
        assert_eq!((order.memory, order.seed, order.nodes), (Some(1 << 40), u32::MAX, u64::MAX));
        assert_eq!(order.rows[0].terms, [(0, -3), (1, i64::MAX)]);
        assert_eq!((order.rows[0].lower, order.rows[1].upper), (Some(i64::MIN), Some(7)));
        assert_eq!(order.uppers, [1, 0, i64::MAX]);
        assert_eq!(order.relaxed, [true, false, false]);
        assert_eq!(order.objective, [(2, 0.1), (0, f64::MAX)]);
        assert!(order.caps[0].1.is_sign_negative());
        assert_eq!(order.start, Some(vec![0, -1, 5]));
        assert_eq!((order.gap, order.gap_units, order.seconds), (0.25, 0.999, Some(59.5)));
        assert_eq!(read_back[2], Frame::Stop);
        assert_eq!(read_back[3], Frame::News(News::Stands(None, Some(3.5))));
        assert_eq!(read_back[4], Frame::News(News::Found(vec![-7, 128])));
        let Frame::Answer(answered) = &read_back[5] else { panic!("{:?}", read_back[5]) };
        assert_eq!(
            (answered.bound, answered.ended, answered.note.as_deref()),
            (Some(41.5), Ended::OutOfWork, Some("ü"))
        );
        assert_eq!(read_back[6], Frame::Answer(Answer::failed("no".to_owned())));
    }

    /// A frame cut short anywhere, or with any byte changed, is read as something or refused; nothing worse.
    #[test]
    fn nothing_that_is_read_brings_the_reader_down() {
        for frame in frames() {
            for at in 0..frame.len() {
                assert!(at == 0 || read(&mut &frame[..at]).is_err());
                for bit in 0..8 {
                    let mut changed = frame.clone();
                    changed[at] ^= 1 << bit;
                    drop(read(&mut &changed[..]));
                }
            }
        }
    }

    #[test]
    fn a_column_that_is_not_there_is_nonsense() {
        let stop = AtomicBool::new(false);
        let job = Job {
            rows: &[],
            uppers: &[1],
            relaxed: &[],
            objective: vec![(1, 1.0)],
            caps: Vec::new(),
            start: None,
            gap: 0.0,
            gap_units: 0.0,
            seed: 0,
            nodes: 0,
            seconds: None,
            stop: &stop,
            watch: &|_| {},
        };
        assert!(read(&mut &order(&job, None)[..]).is_err());
    }
}
