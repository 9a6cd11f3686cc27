//! `avenant`: customer contracts, and the money in them that nobody bills. Everything is in the library.

use std::process::ExitCode;

/// Gives memory back after a burst of work, which the system's own keeps.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    server::cli::main()
}
