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

/// Makes a test of each scenario in Chromium for the three skins that differ most, and in Firefox for the first:
/// `chromium::aria::whole_job` and so on. After `without_trivet:` the browser is bare.
///
/// The scenarios are functions of the module in which it stands.
#[macro_export]
macro_rules! in_three_skins {
    (@with $options:tt $scenarios:tt) => {
        mod chromium {
            $crate::scenarios!(Chromium native Native $options $scenarios);
            $crate::scenarios!(Chromium aria Aria $options $scenarios);
            $crate::scenarios!(Chromium react React $options $scenarios);
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native $options $scenarios);
        }
    };
    (without_trivet: $($scenario:ident),+ $(,)?) => {
        $crate::in_three_skins!(
            @with (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]
        );
    };
    ($($scenario:ident),+ $(,)?) => {
        $crate::in_three_skins!(@with ($crate::SessionOptions::with_trivet) [$($scenario)+]);
    };
}

/// The same for every skin in Chromium, and in Firefox for those that behave differently there: native controls, closed
/// shadow roots, frames, and a page that never rests. What else a skin draws is read natively, from its snapshots.
#[macro_export]
macro_rules! in_every_skin {
    (@with $options:tt $scenarios:tt) => {
        mod chromium {
            $crate::every_skin!(Chromium $options $scenarios);
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native $options $scenarios);
            $crate::scenarios!(Firefox lightning_closed LightningClosed $options $scenarios);
            $crate::scenarios!(Firefox framed Framed $options $scenarios);
            $crate::scenarios!(Firefox restless Restless $options $scenarios);
        }
    };
    (without_trivet: $($scenario:ident),+ $(,)?) => {
        $crate::in_every_skin!(
            @with (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]
        );
    };
    ($($scenario:ident),+ $(,)?) => {
        $crate::in_every_skin!(@with ($crate::SessionOptions::with_trivet) [$($scenario)+]);
    };
}

/// Makes a test of each scenario for every skin, in a bare Chromium: for what the skin alone has a part in.
#[macro_export]
macro_rules! in_every_skin_without_trivet {
    ($($scenario:ident),+ $(,)?) => {
        mod chromium {
            $crate::every_skin!(
                Chromium (|_| Ok::<_, $crate::Error>($crate::SessionOptions::bare())) [$($scenario)+]
            );
        }
    };
}

/// The tests of one browser, one line for each skin; `harness` compares them with the list of skins.
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
        $crate::scenarios!($browser plain Plain $options $scenarios);
        $crate::scenarios!($browser framed Framed $options $scenarios);
        $crate::scenarios!($browser restless Restless $options $scenarios);
        $crate::scenarios!($browser varied Varied $options $scenarios);
    };
}

/// Makes a test of each scenario in Chromium for each skin made with a library; `harness` compares them with the list.
#[macro_export]
macro_rules! in_every_library {
    ($($scenario:ident),+ $(,)?) => {
        mod chromium {
            $crate::library_skins!(Chromium ($crate::SessionOptions::with_trivet) [$($scenario)+]);
        }
    };
}

/// The tests of one browser, one line for each skin made with a library.
#[doc(hidden)]
#[macro_export]
macro_rules! library_skins {
    ($browser:ident $options:tt $scenarios:tt) => {
        $crate::scenarios!($browser server Server $options $scenarios);
        $crate::scenarios!($browser select2 Select2 $options $scenarios);
        $crate::scenarios!($browser chosen Chosen $options $scenarios);
        $crate::scenarios!($browser angularjs AngularJs $options $scenarios);
        $crate::scenarios!($browser vaadin Vaadin $options $scenarios);
        $crate::scenarios!($browser dual Dual $options $scenarios);
    };
}

/// Makes a test of each scenario for each browser, in the first skin: for what the skin has no part in. After
/// `without_trivet:` the browser is bare. What stands after `in_chromium:` is played there alone: the programs are the same in
/// either browser, and what such a scenario asks of the browser another one has asked of Firefox.
#[macro_export]
macro_rules! in_every_browser {
    ($($both:ident),+ ; in_chromium: $($alone:ident),+ $(,)?) => {
        mod chromium {
            $crate::scenarios!(
                Chromium native Native ($crate::SessionOptions::with_trivet) [$($both)+ $($alone)+]
            );
        }
        mod firefox {
            $crate::scenarios!(Firefox native Native ($crate::SessionOptions::with_trivet) [$($both)+]);
        }
    };
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
                $crate::trial!($scenario, {
                    let name = concat!(module_path!(), "::", stringify!($scenario));
                    let browser = $crate::Browser::$browser;
                    let options = ($options)(browser)?;
                    $crate::play_with(name, browser, $crate::Skin::$skin, &options, super::super::$scenario).await
                });
            )+
        }
    };
}

/// A test of the browsers' test program: a name, and a block that is awaited.
#[macro_export]
macro_rules! trial {
    ($name:ident, $body:block) => {
        $crate::inventory::submit! {
            $crate::Trial {
                name: concat!(module_path!(), "::", stringify!($name)),
                play: || $crate::block_on(async $body),
            }
        }
    };
}
