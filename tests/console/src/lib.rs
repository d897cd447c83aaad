//! The sample console.
