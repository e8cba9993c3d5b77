//! Numbers as bits, the highest bit first.

/// Writes bits.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// How many bits of the last byte are written.
    used: u32,
}

impl BitWriter {
    fn push(&mut self, bit: bool) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
            self.used = 0;
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (7 - self.used);
        }
        self.used += 1;
    }

    /// The lowest `count` bits of a number.
    pub(super) fn number(&mut self, value: u64, count: u32) {
        for place in (0..count).rev() {
            self.push(value >> place & 1 == 1);
        }
    }

    /// A number in Elias's gamma code (1975): as many zeros as its bits less one, then itself. 0 is written as 1, and so on.
    pub(super) fn gamma(&mut self, value: usize) {
        let (value, bits) = gamma_parts(value);
        self.number(0, bits - 1);
        self.number(value, bits);
    }

    /// A number in Rice's code, Golomb's with a power of two: the part beyond `low` bits in ones and a zero, then these bits.
    pub(super) fn rice(&mut self, value: u64, low: u32) {
        for _ in 0..value >> low {
            self.push(true);
        }
        self.push(false);
        self.number(value, low);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

fn gamma_parts(value: usize) -> (u64, u32) {
    let value = value as u64 + 1;
    (value, value.ilog2() + 1)
}

/// How many bits [`BitWriter::gamma`] takes.
pub(super) fn gamma_bits(value: usize) -> u64 {
    u64::from(2 * gamma_parts(value).1 - 1)
}

/// How many bits [`BitWriter::rice`] takes.
pub(super) fn rice_bits(value: u64, low: u32) -> u64 {
    (value >> low) + 1 + u64::from(low)
}

/// Reads bits; `None` where they end too soon.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 0 }
    }

    fn next(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.place / 8)?;
        let bit = byte >> (7 - self.place % 8) & 1 == 1;
        self.place += 1;
        Some(bit)
    }

    pub(super) fn number(&mut self, count: u32) -> Option<u64> {
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | u64::from(self.next()?);
        }
        Some(value)
    }

    /// A number of [`BitWriter::gamma`] that is at most `most`.
    pub(super) fn gamma(&mut self, most: usize) -> Option<usize> {
        let mut zeros = 0;
        while !self.next()? {
            zeros += 1;
            if zeros > 32 {
                return None;
            }
        }
        let value = (1 << zeros | self.number(zeros)?) - 1;
        usize::try_from(value).ok().filter(|&value| value <= most)
    }

    /// A number of [`BitWriter::rice`]. It takes no more steps than there are bits.
    pub(super) fn rice(&mut self, low: u32) -> Option<u64> {
        let mut high: u64 = 0;
        while self.next()? {
            high += 1;
        }
        high.checked_mul(1 << low)?.checked_add(self.number(low)?)
    }

    /// Whether all is read but for the zeros that fill the last byte.
    pub(super) fn ends(mut self) -> bool {
        let left = self.bytes.len() * 8 - self.place.min(self.bytes.len() * 8);
        left < 8 && self.number(left as u32) == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let mut bits = BitWriter::default();
        let mut counted = 0;
        for value in [0, 1, 2, 5, 255, 256, 100_000] {
            bits.gamma(value);
            bits.rice(value as u64, 14);
            counted += gamma_bits(value) + rice_bits(value as u64, 14);
        }
        bits.number(5, 3);
        let bytes = bits.into_bytes();
        assert_eq!(bytes.len() as u64, (counted + 3).div_ceil(8));
        let mut read = BitReader::new(&bytes);
        for value in [0, 1, 2, 5, 255, 256, 100_000] {
            assert_eq!((read.gamma(100_000), read.rice(14)), (Some(value), Some(value as u64)));
        }
        assert_eq!(read.number(3), Some(5));
        assert!(read.ends());
        assert_eq!(BitReader::new(&[0; 9]).gamma(10), None);
        assert_eq!(BitReader::new(&[255; 9]).rice(10), None);
    }
}
