//! The elements and attributes of HTML, and which of them W3C's validator takes for safe in a feed.

use super::words::Words;

/// All elements of HTML, those that were given up included.
static HTML: Words = Words::new(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em \
    embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe \
    image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter nav \
    nobr noembed noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc \
    ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg table \
    tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp math",
);

/// Elements that readers may show as they are.
static SAFE: Words = Words::new(
    "a abbr acronym address area article aside audio b big blockquote br button canvas caption center \
    cite code col colgroup command datagrid datalist dd del details dfn dialog dir div dl dt em event-source fieldset \
    figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd keygen label legend li m map menu \
    meter multicol nav nextid noscript ol optgroup option output p pre progress q s samp section select small sound source spacer \
    span strike strong sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var video wbr mark picture data \
    bdi bdo rp rt ruby track",
);

/// Elements of SVG and `MathML` that readers may show as they are.
static SAFE_FOREIGN: Words = Words::new(
    "svg a animate animateColor animateMotion animateTransform circle clipPath defs desc ellipse \
    font-face font-face-name font-face-src foreignObject g glyph hkern line linearGradient marker metadata missing-glyph mpath path \
    polygon polyline radialGradient rect set stop switch symbol text title tspan use \
    math annotation annotation-xml maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr \
    mlongdiv mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable \
    mtd mtext mtr munder munderover none semantics",
);

/// Attributes of HTML that do nothing but show.
static ATTRIBUTES: Words = Words::new(
    "abbr accept accept-charset accesskey action align alt autocomplete autofocus autoplay axis \
    background balance bgcolor bgproperties border bordercolor bordercolordark bordercolorlight bottompadding cellpadding \
    cellspacing ch challenge char charoff charset checked choff cite class clear color cols colspan compact contenteditable \
    controls coords data datafld datapagesize datasrc datetime default delay dir disabled draggable dynsrc enctype end \
    face for form frame galleryimg gutter headers height hidden hidefocus high href hreflang hspace icon id inputmode ismap keytype \
    label lang leftspacing list longdesc loop loopcount loopend loopstart low lowsrc max maxlength media method min \
    multiple name nohref noshade nowrap open optimum pattern ping point-size prefix prompt property pqg radiogroup readonly rel \
    repeat-max repeat-min replace required resource rev rightspacing rows rowspan rules scope selected shape size span src srcset \
    start step style summary suppress tabindex target template title toppadding type typeof unselectable urn usemap valign \
    value variable volume vrml vspace width wrap xml:lang xmlns about content loading decoding fetchpriority sizes \
    crossorigin referrerpolicy poster preload muted playsinline itemprop itemscope itemtype itemid itemref role \
    translate spellcheck allowfullscreen download",
);

/// Attributes of SVG and `MathML` that do nothing but show.
static FOREIGN_ATTRIBUTES: Words = Words::new(
    "accent-height accumulate actiontype additive align alphabetic alignment-baseline arabic-form \
    ascent attributeName attributeType background baseline-shift baseProfile bbox begin bevelled by calcMode cap-height class clip \
    clip-path clip-rule clipPathUnits close color color-interpolation color-rendering columnalign columnlines columnspacing \
    columnspan content cursor cx cy d definitionurl denomalign depth descent dir direction display displaystyle dominant-baseline dur dx dy \
    edge encoding end equalcolumns equalrows fence fill fill-opacity fill-rule filter filterUnits flood-color font-family \
    font-size font-size-adjust font-stretch font-style font-variant font-weight fontfamily fontsize fontstyle fontweight focusable \
    frame from fx fy g1 g2 glyph-name gradientTransform gradientUnits groupalign hanging height hidden horiz-adv-x horiz-origin-x href id \
    ideographic indentalign indentshift k k1 k2 k3 k4 keyPoints keySplines keyTimes lang largeop length letter-spacing linebreak \
    linethickness lquote lspace macros marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mathbackground \
    mathcolor mathsize mathvariant mathematical max maxsize medialabel min minlabelspacing minsize mode movablelimits name \
    notation numalign offset opacity open operator order orient origin other overflow overline-position overline-thickness \
    panose-1 path pathLength patternContentUnits patternTransform patternUnits pointer-events points preserveAspectRatio r refX refY \
    repeatCount repeatDur requiredExtensions requiredFeatures restart role rotate rowalign rowlines rowspacing rowspan rquote rspace \
    rx ry schemaLocation scriptlevel scriptminsize scriptsizemultiplier selection separator separators shape-rendering slope space \
    spacing spreadMethod stdDeviation stemh stemv stop-color stop-opacity stretchy strikethrough-position strikethrough-thickness stroke \
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style subscriptshift \
    superscriptshift symmetric systemLanguage tabindex target text-anchor text-rendering to transform transform-origin type u1 u2 \
    underline-position underline-thickness unicode unicode-range units-per-em values vector-effect version viewBox visibility voffset \
    vert-adv-y vert-origin-x vert-origin-y width widths writing-mode x x-height x1 x2 xlink:href y y1 y2 zoomAndPan xmlns",
);

/// Elements without content.
static VOID: Words = Words::new(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source spacer track wbr",
);

/// Whether HTML has an element of that name (lower case).
pub(crate) fn is_html(name: &str) -> bool {
    HTML.has(name)
}

/// Whether readers may show an element of HTML as it is.
pub(crate) fn is_safe(name: &str) -> bool {
    SAFE.has(name)
}

/// Whether readers may show an element of SVG or `MathML` as it is.
pub(crate) fn is_safe_foreign(name: &str) -> bool {
    SAFE_FOREIGN.has(name)
}

/// Whether an attribute of HTML does nothing but show.
pub(crate) fn is_safe_attribute(name: &str) -> bool {
    ATTRIBUTES.has(name) || name.starts_with("data-") || name.starts_with("aria-")
}

/// Whether an attribute of SVG or `MathML` does nothing but show.
pub(crate) fn is_safe_foreign_attribute(name: &str) -> bool {
    FOREIGN_ATTRIBUTES.has(name) || name.starts_with("data-") || name.starts_with("aria-")
}

/// Whether an element has no content and no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.has(name)
}
