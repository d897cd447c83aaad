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
/// The scenarios are functions of the module in which it stands.
#[macro_export]
macro_rules! in_every_browser_and_skin {
    ($($scenario:ident),+ $(,)?) => {
        mod chromium {
            $crate::every_skin!(Chromium ($crate::SessionOptions::with_trivet) [$($scenario)+]);
        }
        mod firefox {
            $crate::every_skin!(Firefox ($crate::SessionOptions::with_trivet) [$($scenario)+]);
        }
    };
}

/// Makes a test of each scenario for each browser and every skin there is, in a bare browser: what a person can do there
/// without Trivet.
#[macro_export]
macro_rules! in_every_browser_and_every_skin {
    ($($scenario:ident),+ $(,)?) => {
        mod chromium {
            $crate::every_skin!(Chromium (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]);
        }
        mod firefox {
            $crate::every_skin!(Firefox (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]);
        }
    };
}

/// The tests of one bare browser, one line for each skin.
#[doc(hidden)]
#[macro_export]
macro_rules! every_skin {
    ($browser:ident $options:tt $scenarios:tt) => {
        $crate::scenarios!($browser native Native $options $scenarios);
        $crate::scenarios!($browser aria Aria $options $scenarios);
        $crate::scenarios!($browser react React $options $scenarios);
        $crate::scenarios!($browser gwt Gwt $options $scenarios);
        $crate::scenarios!($browser ext Ext $options $scenarios);
        $crate::scenarios!($browser kendo Kendo $options $scenarios);
        $crate::scenarios!($browser lightning Lightning $options $scenarios);
        $crate::scenarios!($browser lightning_closed LightningClosed $options $scenarios);
        $crate::scenarios!($browser framed Framed $options $scenarios);
    };
}

/// Makes a test of each scenario for each browser, in the first skin: for what the skin has no part in. After
/// `without_trivet:` the browser is bare.
#[macro_export]
macro_rules! in_every_browser {
    (@with $options:tt $scenarios:tt) => {
        mod chromium {
            $crate::scenarios!(Chromium native Native $options $scenarios);
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native $options $scenarios);
        }
    };
    (without_trivet: $($scenario:ident),+ $(,)?) => {
        $crate::in_every_browser!(
            @with (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]
        );
    };
    ($($scenario:ident),+ $(,)?) => {
        $crate::in_every_browser!(@with ($crate::SessionOptions::with_trivet) [$($scenario)+]);
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
