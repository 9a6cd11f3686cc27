//! `avenant`: customer contracts, and the money in them that nobody bills. Everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
