//! Numbers as bytes, and back: whole numbers as short as they are, floats bit for bit.
//!
//! Nothing that is read here is trusted: what makes no sense is none, never a panic and never a large allocation.

use super::super::exact::model::Term;

/// A frame under construction.
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Starts a frame of a kind.
    pub fn new(kind: u8) -> Self {
        Self { bytes: vec![kind, 0, 0, 0, 0] }
    }

    /// Puts the length in its place. A frame beyond the longest is refused by its reader.
    pub fn finish(mut self) -> Vec<u8> {
        let length = u32::try_from(self.bytes.len() - 5).unwrap_or(u32::MAX);
        self.bytes[1..5].copy_from_slice(&length.to_le_bytes());
        self.bytes
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    pub fn count(&mut self, mut number: u64) {
        loop {
            let [lowest, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                self.bytes.push(lowest & 0x7f);
                return;
            }
            self.bytes.push(lowest | 0x80);
        }
    }

    /// Small numbers of either sign are short: 0, -1, 1, -2, ...
    pub fn whole(&mut self, number: i64) {
        self.count(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// Eight bytes, bit for bit.
    pub fn float(&mut self, number: f64) {
        self.bytes.extend(number.to_bits().to_le_bytes());
    }

    /// A length and bytes of UTF-8.
    pub fn text(&mut self, text: &str) {
        self.count(text.len() as u64);
        self.bytes.extend(text.as_bytes());
    }

    /// A length and so many items.
    pub fn list<T>(&mut self, list: &[T], put: impl Fn(&mut Self, &T)) {
        self.count(list.len() as u64);
        for each in list {
            put(self, each);
        }
    }

    /// 0, or 1 and a value.
    pub fn option<T: ?Sized>(&mut self, value: Option<&T>, put: impl Fn(&mut Self, &T)) {
        self.count(u64::from(value.is_some()));
        if let Some(value) = value {
            put(self, value);
        }
    }

    /// Whole numbers.
    pub fn values(&mut self, values: &[i64]) {
        self.list(values, |out, &value| out.whole(value));
    }

    /// Columns with whole factors.
    pub fn terms(&mut self, terms: &[Term]) {
        self.list(terms, |out, &(column, factor)| {
            out.count(u64::from(column));
            out.whole(factor);
        });
    }

    /// Columns with costs.
    pub fn costs(&mut self, costs: &[(u32, f64)]) {
        self.list(costs, |out, &(column, cost)| {
            out.count(u64::from(column));
            out.float(cost);
        });
    }
}

/// What is left of a frame.
pub struct Reader<'a> {
    /// What is left.
    pub bytes: &'a [u8],
}

impl Reader<'_> {
    /// So many bytes.
    pub fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, left) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = left;
        Some(*taken)
    }

    /// A number of at most 64 bits, seven a byte.
    pub fn count(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.take()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A whole number of either sign.
    pub fn whole(&mut self) -> Option<i64> {
        let number = self.count()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The position of a column.
    pub fn column(&mut self) -> Option<u32> {
        u32::try_from(self.count()?).ok()
    }

    /// Eight bytes, bit for bit.
    pub fn float(&mut self) -> Option<f64> {
        Some(f64::from_bits(u64::from_le_bytes(self.take()?)))
    }

    /// A text.
    pub fn text(&mut self) -> Option<String> {
        String::from_utf8(self.list(|from| from.take().map(|[byte]| byte))?).ok()
    }

    /// Every item takes a byte at least: a length beyond what is left is nonsense, and allocates nothing.
    pub fn list<T>(&mut self, mut get: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = usize::try_from(self.count()?).ok().filter(|&length| length <= self.bytes.len())?;
        (0..length).map(|_| get(self)).collect()
    }

    /// A value, if there is one.
    #[expect(clippy::option_option, reason = "none outside: nonsense; none inside: no value")]
    pub fn option<T>(&mut self, get: impl Fn(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.count()? {
            0 => Some(None),
            1 => get(self).map(Some),
            _ => None,
        }
    }

    /// Whole numbers.
    pub fn values(&mut self) -> Option<Vec<i64>> {
        self.list(Self::whole)
    }

    /// Columns with costs.
    pub fn costs(&mut self) -> Option<Vec<(u32, f64)>> {
        self.list(|from| Some((from.column()?, from.float()?)))
    }
}
