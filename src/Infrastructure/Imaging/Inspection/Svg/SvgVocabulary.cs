using System.Collections.Frozen;

namespace Picora.Infrastructure.Imaging.Inspection.Svg;

/// <summary>
/// What a drawing may consist of: still shapes, text, paint and effects of SVG 1.1 and 2. Whatever is not here goes: scripts, event
/// attributes, foreign content, links out, and animation elements, which can set any attribute of any other element.
/// </summary>
internal static class SvgVocabulary
{
    public const string Svg = "http://www.w3.org/2000/svg";
    public const string XLink = "http://www.w3.org/1999/xlink";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";

    public static readonly FrozenSet<string> Elements = Words("""
        a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
        feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
        feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask
        path pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath title tspan use view
        """);

    public static readonly FrozenSet<string> Attributes = Words("""
        alignment-baseline amplitude aria-describedby aria-hidden aria-label aria-labelledby azimuth baseFrequency baseline-shift bias class
        clip clip-path clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-rendering cursor cx cy d diffuseConstant
        direction display divisor dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity fill-rule filter
        filterRes filterUnits flood-color flood-opacity font font-family font-feature-settings font-size font-size-adjust font-stretch
        font-style font-variant font-weight fr fx fy glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits
        height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning lang lengthAdjust
        letter-spacing lighting-color limitingConeAngle line-height marker marker-end marker-mid marker-start markerHeight markerUnits
        markerWidth mask mask-type maskContentUnits maskUnits media method mix-blend-mode mode numOctaves offset opacity operator order orient
        orientation overflow overline-position overline-thickness paint-order pathLength patternContentUnits patternTransform patternUnits
        pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY role rotate
        rx ry scale seed shape-rendering side slope solid-color solid-opacity spacing specularConstant specularExponent spreadMethod
        startOffset stdDeviation stitchTiles stop-color stop-opacity strikethrough-position strikethrough-thickness stroke stroke-dasharray
        stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage
        tableValues targetX targetY text-align text-anchor text-decoration text-indent text-overflow text-rendering textLength transform
        transform-box transform-origin type underline-position underline-thickness unicode-bidi values vector-effect version viewBox
        visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
        """);

    /// <summary>Elements whose reference may be a picture that is written out in the drawing itself.</summary>
    public static bool MayEmbedPicture(string element) => element is "image" or "feImage";

    private static FrozenSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
