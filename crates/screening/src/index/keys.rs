//! Hashes that lead to places: sorted, with a table of where each beginning starts.

/// A hash with the same bits everywhere (FNV-1a, stirred at the end).
pub fn hash(kind: u8, text: &[u8]) -> u64 {
    hash_without(kind, text, usize::MAX)
}

/// The hash of a text without one of its letters.
pub fn hash_without(kind: u8, text: &[u8], left_out: usize) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind);
    state = state.wrapping_mul(0x0100_0000_01b3);
    for (at, byte) in text.iter().enumerate() {
        if at != left_out {
            state = (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    state ^= state >> 32;
    state = state.wrapping_mul(0xd6e8_feb8_6659_fd93);
    state ^ (state >> 32)
}

/// Pairs of a hash and a place. Only 32 bits of the hash are kept: what is found is compared.
#[derive(Default)]
pub struct Keys {
    pairs: Vec<(u32, u32)>,
    starts: Vec<u32>,
    shift: u32,
}

impl Keys {
    /// Keys from their pairs.
    pub fn of(mut pairs: Vec<(u32, u32)>) -> Keys {
        pairs.sort_unstable();
        pairs.dedup();
        pairs.shrink_to_fit();
        let bits = (usize::BITS - pairs.len().leading_zeros()).clamp(4, 24);
        let shift = 32 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (hash, _) in &pairs {
            starts[(hash >> shift) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Keys { pairs, starts, shift }
    }

    /// All places of a hash.
    pub fn find(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let hash = short(hash);
        let bucket = (hash >> self.shift) as usize;
        let range = match (self.starts.get(bucket), self.starts.get(bucket + 1)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        };
        let pairs = &self.pairs[range];
        let from = pairs.partition_point(|pair| pair.0 < hash);
        pairs[from..].iter().take_while(move |pair| pair.0 == hash).map(|pair| pair.1)
    }
}

/// The part of a hash that is kept.
pub fn short(hash: u64) -> u32 {
    u32::try_from(hash >> 32).expect("32 bits")
}
