//! Errors, and what they point at, as short names: stable, the same in every language, and read back by another program. Which
//! words a person reads for them is the vault's matter.

/// What is written as a few names, and read back from them.
pub trait Coded: Sized {
    /// Writes it after what is there.
    fn write(&self, to: &mut Vec<String>);

    /// Takes it from the names that are left; nothing where they are not those of such a value.
    fn read(from: &mut dyn Iterator<Item = String>) -> Option<Self>;
}

macro_rules! numbers {
    ($($number:ty)+) => {
        $(impl Coded for $number {
            fn write(&self, to: &mut Vec<String>) {
                to.push(self.to_string());
            }

            fn read(from: &mut dyn Iterator<Item = String>) -> Option<Self> {
                from.next()?.parse().ok()
            }
        })+
    };
}

numbers! { u16 u32 usize }

/// Defines an enum whose variants have a name each, after `=`. It is `Copy`, so that an error owns no text: it can repeat
/// nothing that it was given.
///
/// ```
/// use trivet_formats::{Coded, coded};
///
/// coded! {
///     /// Why there is no tea.
///     pub enum NoTea {
///         /// There is no water.
///         NoWater = "no-water",
///         /// The kettle has a fault.
///         Kettle {
///             /// Its number.
///             number: u32,
///         } = "kettle",
///     }
/// }
///
/// let error = NoTea::Kettle { number: 7 };
/// assert_eq!(error.code(), "kettle");
/// assert_eq!(error.to_string(), "kettle 7");
/// let mut names = Vec::new();
/// error.write(&mut names);
/// assert_eq!(NoTea::read(&mut names.into_iter()), Some(error));
/// ```
#[macro_export]
macro_rules! coded {
    ($(#[$attribute:meta])* pub enum $coded:ident {
        $($(#[$about:meta])* $variant:ident
            $({ $($(#[$what:meta])* $argument:ident: $type:ty),+ $(,)? })? = $code:literal,)+
    }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $coded {
            $($(#[$about])* $variant $({ $($(#[$what])* $argument: $type),+ })?,)+
        }

        impl $coded {
            /// Its name, which stays the same when the words for it change.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                }
            }
        }

        impl $crate::Coded for $coded {
            fn write(&self, to: &mut Vec<String>) {
                to.push(self.code().to_owned());
                #[allow(clippy::match_same_arms)] // an arm for each variant
                match self {
                    $(Self::$variant $({ $($argument),+ })? => {
                        $($($crate::Coded::write($argument, to);)+)?
                    })+
                }
            }

            fn read(from: &mut dyn Iterator<Item = String>) -> Option<Self> {
                Some(match from.next()?.as_str() {
                    $($code => Self::$variant $({ $($argument: $crate::Coded::read(from)?),+ })?,)+
                    _ => return None,
                })
            }
        }

        /// For developers: its name, and those of what it points at.
        impl ::std::fmt::Display for $coded {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let mut names = Vec::new();
                $crate::Coded::write(self, &mut names);
                f.write_str(&names.join(" "))
            }
        }

        impl ::std::error::Error for $coded {}
    };
}
