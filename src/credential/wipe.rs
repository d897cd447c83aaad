//! Wiping what finished calls left below the stack's pointer.
//!
//! The heap is wiped by the program's allocator, which zeroes whatever is freed. The stack of a wasm program lies in
//! the same memory, and nothing zeroes it.

use zeroize::Zeroize as _;

/// As deep as the key derivation and the ciphers ever reach, many times over; the stack is 1 MiB.
const DEPTH: usize = 512 * 1024;

/// Zeroes the stack below the caller. Call it with nothing secret in the callers' own frames.
#[allow(clippy::large_stack_arrays)] // The stack is the point.
#[inline(never)]
pub fn stack() {
    let mut below = [0_u8; DEPTH];
    below.zeroize();
    std::hint::black_box(&below);
}

#[cfg(test)]
mod tests {
    use super::stack;

    #[test]
    fn fits_on_a_stack_of_one_mebibyte() {
        let run = std::thread::Builder::new()
            .stack_size(1024 * 1024)
            .spawn(stack);
        assert!(run.expect("a thread").join().is_ok());
    }
}
