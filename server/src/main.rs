//! `avenant`: customer contracts, and the money in them that nobody bills. Everything is in the library.

use std::process::ExitCode;

/// Gives memory back after a burst of work, which the system's own keeps.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    server::cli::main()
}
