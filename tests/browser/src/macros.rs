//! What shortens the tests.

/// Goes on if the condition holds; else ends with an [`Error::Wrong`](crate::Error::Wrong) that says the words.
#[macro_export]
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err($crate::Error::wrong(format!($($words)+)));
        }
    };
}

/// Makes a test of each scenario for each browser and skin: `chromium::native::whole_job` and so on.
///
/// The scenarios are functions of the module in which it stands. After `without_trivet:` the browser is bare.
#[macro_export]
macro_rules! in_every_browser_and_skin {
    (@with $options:expr; $($scenario:ident),+) => {
        mod chromium {
            $crate::scenarios!(Chromium native Native ($options) [$($scenario)+]);
            $crate::scenarios!(Chromium aria Aria ($options) [$($scenario)+]);
            $crate::scenarios!(Chromium react React ($options) [$($scenario)+]);
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native ($options) [$($scenario)+]);
            $crate::scenarios!(Firefox aria Aria ($options) [$($scenario)+]);
            $crate::scenarios!(Firefox react React ($options) [$($scenario)+]);
        }
    };
    (without_trivet: $($scenario:ident),+ $(,)?) => {
        $crate::in_every_browser_and_skin!(
            @with |_| Ok::<_, $crate::Error>($crate::SessionOptions::bare()); $($scenario),+
        );
    };
    ($($scenario:ident),+ $(,)?) => {
        $crate::in_every_browser_and_skin!(@with $crate::SessionOptions::with_trivet; $($scenario),+);
    };
}

/// Makes a test of each scenario for each browser, in the first skin: for what the skin has no part in.
#[macro_export]
macro_rules! in_every_browser {
    ($($scenario:ident),+ $(,)?) => {
        mod chromium {
            $crate::scenarios!(Chromium native Native ($crate::SessionOptions::with_trivet) [$($scenario)+]);
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native ($crate::SessionOptions::with_trivet) [$($scenario)+]);
        }
    };
}

/// The tests of one browser and one skin.
#[doc(hidden)]
#[macro_export]
macro_rules! scenarios {
    ($browser:ident $module:ident $skin:ident ($options:expr) [$($scenario:ident)+]) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $scenario() -> $crate::Result<()> {
                    let name = concat!(module_path!(), "::", stringify!($scenario));
                    let browser = $crate::Browser::$browser;
                    let options = ($options)(browser)?;
                    let scenario = super::super::$scenario;
                    $crate::play_with(name, browser, $crate::Skin::$skin, &options, scenario).await
                }
            )+
        }
    };
}
