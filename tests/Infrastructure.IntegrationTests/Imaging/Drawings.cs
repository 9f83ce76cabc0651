using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Drawings as the usual programs write them, and what attackers put into them.</summary>
internal static class Drawings
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"120\" height=\"90\">";

    private static readonly (string Name, string Content, string Word)[] Elements =
    [
        ("script", "<script>alert('evil')</script><rect width='9' height='9'/>", "evil"),
        ("script by reference", "<script xlink:href='https://evil.example/a.js'/>", "evil"),
        ("namespaced script", "<x:script xmlns:x='http://www.w3.org/2000/svg'>evil()</x:script>", "evil"),
        ("page inside", "<foreignObject width='99' height='99'><body xmlns='http://www.w3.org/1999/xhtml'><img src='x' onerror='evil()'/></body></foreignObject>", "evil"),
        ("page's script", "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>evil()</h:script>", "evil"),
        ("event", "<rect width='9' height='9' onclick='evil()' ONLOAD='evil()'/>", "evil"),
        ("animated link", "<a><animate attributeName='href' values='javascript:evil()'/><text y='20'>x</text></a>", "evil"),
        ("set", "<set attributeName='onmouseover' to='evil()'/>", "evil"),
        ("link", "<a xlink:href='javascript:evil()'><text y='20'>x</text></a>", "evil"),
        ("link with spaces", "<a href=' java\nscript:evil()'><text y='20'>x</text></a>", "evil"),
        ("use of another file", "<use xlink:href='https://evil.example/a.svg#x'/>", "evil"),
        ("use of data", "<use href='data:image/svg+xml;base64,ZXZpbA==#x'/>", "ZXZpbA"),
        ("picture elsewhere", "<image width='9' height='9' href='http://evil.example/a.png'/>", "evil"),
        ("picture on disk", "<image width='9' height='9' href='file:///etc/evil'/>", "evil"),
        ("picture beside", "<image width='9' height='9' href='evil.png'/>", "evil"),
        ("drawing in drawing", "<image width='9' height='9' href='data:image/svg+xml,evil'/>", "evil"),
        ("page as picture", "<image width='9' height='9' href='data:text/html;base64,ZXZpbA=='/>", "ZXZpbA"),
        ("no picture as picture", "<image width='9' height='9' href='data:image/png;base64,ZXZpbA=='/>", "ZXZpbA"),
        ("filter's picture", "<filter id='f'><feImage href='//evil.example/a.png'/></filter>", "evil"),
    ];

    private static readonly (string Name, string Content, string Word)[] Styles =
    [
        ("paint elsewhere", "<rect width='9' height='9' fill='url(https://evil.example/#a)'/>", "evil"),
        ("paint by escape", "<rect width='9' height='9' fill='u\\72l(https://evil.example/#a)'/>", "evil"),
        ("style's picture", "<rect width='9' height='9' style='fill:red;background:URL( \"https://evil.example/a\" )'/>", "evil"),
        ("import", "<style>@import url('https://evil.example/a.css'); .a{fill:red}</style>", "evil"),
        ("import by string", "<style>@IMPORT \"https://evil.example/a.css\";</style>", "evil"),
        ("import by escape", "<style>@\\69mport \"https://evil.example/a.css\";</style>", "evil"),
        ("import behind a comment", "<style>@imp/**/ort 'x'; a{} @import/**/'https://evil.example/a.css';</style>", "evil"),
        ("font elsewhere", "<style>@font-face{font-family:x;src:url(https://evil.example/a.woff)}</style>", "evil"),
        ("reference in a broken string", "<style>a{content:\"\n;background:url(https://evil.example/a)}</style>", "evil"),
        ("reference in a set", "<style>a{background:image-set('https://evil.example/a' 1x)}</style>", "evil"),
        ("script in style", "<rect width='9' height='9' style='fill:expression(evil())'/>", "evil"),
        ("style in CDATA", "<style><![CDATA[a{background:url(https://evil.example/a)}]]></style>", "evil"),
        ("sheet by instruction", "<?xml-stylesheet href='https://evil.example/a.css'?>", "evil"),
        ("base", "<g xml:base='https://evil.example/'><use href='#a'/></g>", "evil"),
        ("comment", "<!-- evil -->", "evil"),
        ("unknown element", "<iframe src='https://evil.example'/><evil/><handler type='text/javascript'>evil()</handler>", "evil"),
        ("author's own words", "<metadata><evil xmlns='urn:x'/></metadata><g xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:export-filename='/home/evil/a.png'/>", "evil"),
    ];

    public static string Of(string content) => $"{Open}{content}</svg>";

    public static IEnumerable<TestCaseData> Clean() => ByHand().Concat(ByPrograms());

    private static IEnumerable<TestCaseData> ByHand()
    {
        yield return Case("plain shapes", Of("<rect width='60' height='40' fill='#c33'/><circle cx='80' cy='50' r='25' stroke='navy' stroke-width='4' fill='none'/>"));
        yield return Case("one colour icon", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' width='96' height='96'><path d='M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1 15h-2v-6h2zm0-8h-2V7h2z' fill-rule='evenodd'/></svg>");
        yield return Case("gradients and clips", Of(
            "<defs><linearGradient id='g'><stop offset='0' stop-color='red'/><stop offset='1' style='stop-color:blue;stop-opacity:.5'/></linearGradient>"
            + "<radialGradient id='r' xlink:href='#g' gradientTransform='rotate(20)'/><clipPath id='c'><circle cx='60' cy='45' r='40'/></clipPath></defs>"
            + "<g clip-path='url(#c)'><rect width='120' height='90' fill='url(#g)'/><ellipse cx='60' cy='40' rx='30' ry='15' fill='url(#r)'/></g>"));
        yield return Case("style sheet", Of(
            "<style type='text/css'><![CDATA[ /* by hand */ .a{fill:#0a0;stroke:#000} .b > .a, #x { fill: orange } @media screen { .c{opacity:.4} } ]]></style>"
            + "<rect class='a' width='30' height='30'/><g class='b'><rect class='a' x='40' width='30' height='30'/></g><circle id='x' class='c' cx='95' cy='60' r='20'/>"));
        yield return Case("mask, pattern, marker", Of(
            "<defs><pattern id='p' width='8' height='8' patternUnits='userSpaceOnUse'><path d='M0 0l8 8' stroke='#808'/></pattern>"
            + "<mask id='m'><rect width='120' height='45' fill='white'/></mask><marker id='k' markerWidth='6' markerHeight='6' refX='3' refY='3' orient='auto'><path d='M0 0L6 3L0 6z'/></marker></defs>"
            + "<rect width='120' height='90' fill='url(#p)' mask='url(#m)'/><path d='M10 80L100 60' stroke='black' marker-end='url(#k)'/>"));
        yield return Case("filter", Of(
            "<filter id='f' x='-20%' y='-20%' width='140%' height='140%'><feGaussianBlur in='SourceAlpha' stdDeviation='3' result='b'/><feOffset dx='2' dy='3'/>"
            + "<feComponentTransfer><feFuncA type='linear' slope='.5'/></feComponentTransfer><feMerge><feMergeNode/><feMergeNode in='SourceGraphic'/></feMerge></filter>"
            + "<rect x='20' y='20' width='60' height='40' rx='6' fill='teal' filter='url(#f)'/>"));
        yield return Case("symbols repeated", Of(
            "<symbol id='s' viewBox='0 0 10 10'><rect width='10' height='10' fill='gold'/><path d='M0 0L10 10' stroke='red'/></symbol>"
            + "<use href='#s' width='40' height='40'/><use xlink:href='#s' x='50' y='20' width='60' height='60' transform='rotate(10 80 50)'/>"));
        yield return Case("embedded picture", Of(
            $"<image width='100' height='70' preserveAspectRatio='none' xlink:href='data:image/png;base64,{Convert.ToBase64String(Pictures.Png(20, 14, seed: 1))}'/>"));
    }

    private static IEnumerable<TestCaseData> ByPrograms()
    {
        yield return Case("as Inkscape writes", "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!-- Created with Inkscape -->\n"
            + "<svg xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' xmlns='http://www.w3.org/2000/svg' xmlns:svg='http://www.w3.org/2000/svg' width='40mm' height='30mm' viewBox='0 0 40 30' version='1.1' id='svg5' inkscape:version='1.2' sodipodi:docname='a.svg'>"
            + "<sodipodi:namedview id='nv' pagecolor='#fff'/><metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata><defs id='defs2'/>"
            + "<g inkscape:label='Layer 1' inkscape:groupmode='layer' id='layer1'><path style='fill:#d40000;stroke-width:0.26;-inkscape-stroke:none' d='m 5,5 h 20 v 15 H 5 Z' id='p1' sodipodi:nodetypes='ccccc'/></g></svg>");
        yield return Case("as Illustrator writes", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n"
            + "<svg version=\"1.1\" id=\"Layer_1\" xmlns=\"http://www.w3.org/2000/svg\" x=\"0px\" y=\"0px\" viewBox=\"0 0 100 80\" style=\"enable-background:new 0 0 100 80;\" xml:space=\"preserve\">"
            + "<style type=\"text/css\">\n\t.st0{fill:#29ABE2;}\n\t.st1{fill:none;stroke:#ED1C24;stroke-miterlimit:10;}\n</style><switch><g><polygon class=\"st0\" points=\"10,10 90,20 50,70\"/><line class=\"st1\" x1=\"0\" y1=\"0\" x2=\"100\" y2=\"80\"/></g></switch></svg>");
        yield return Case("entities of XML", Of("<title>Fish &amp; chips &lt;3 &#x20AC;</title><rect width='50' height='50' fill='&#35;080'/>"));
    }

    /// <summary>Each with a word that must not come out.</summary>
    public static IEnumerable<TestCaseData> Hostile() =>
        Elements.Concat(Styles).Select(item => new TestCaseData(Of(item.Content), item.Word).SetArgDisplayNames(item.Name));

    private static TestCaseData Case(string name, string drawing) => new TestCaseData(drawing).SetArgDisplayNames(name);
}
