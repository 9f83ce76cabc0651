using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

[Parallelizable(ParallelScope.All)]
public sealed class DrawingTests
{
    [TestCaseSource(typeof(Drawings), nameof(Drawings.Clean))]
    public async Task A_harmless_drawing_looks_the_same(string drawing)
    {
        var file = Encoding.UTF8.GetBytes(drawing);
        var facts = (await Inspection.OfAsync(file)).Value;
        var (before, after) = (DecodedPicture.Svg(file), DecodedPicture.Svg(facts.Rewritten!.Value.ToArray()));

        facts.Format.ShouldBe(ImageFormat.Svg);
        // libvips counts 72 dots to the inch, browsers 96.
        ((double)facts.Size.Width).ShouldBe(before.Width * (drawing.Contains("mm'", StringComparison.Ordinal) ? 96.0 / 72 : 1), 1.0);
        before.Pixels.Any(value => value != 0).ShouldBeTrue("something is drawn");
        after.Pixels.ShouldBe(before.Pixels);
        (await CleanAsync(Encoding.UTF8.GetString(facts.Rewritten.Value.Span))).ShouldBe(Encoding.UTF8.GetString(facts.Rewritten.Value.Span), "clean stays as it is");
    }

    [TestCaseSource(typeof(Drawings), nameof(Drawings.Hostile))]
    public async Task What_could_act_or_fetch_is_gone(string drawing, string word)
    {
        var cleaned = await CleanAsync(drawing);
        cleaned.ShouldNotContain(word, Case.Insensitive);
        XDocument.Parse(cleaned).Root!.Name.LocalName.ShouldBe("svg");
        DecodedPicture.Svg(Encoding.UTF8.GetBytes(cleaned)).Width.ShouldBe(120);
    }

    [TestCaseSource(typeof(Drawings), nameof(Drawings.Hostile))]
    public async Task Padding_changes_no_verdict(string drawing, string word)
    {
        var options = new ImagingOptions();
        var padded = drawing.Replace("</svg>", $"<desc>{new string('x', options.MaxSvgBytes - drawing.Length - 13)}</desc></svg>", StringComparison.Ordinal);

        padded.Length.ShouldBe(options.MaxSvgBytes);
        (await CleanAsync(padded)).ShouldNotContain(word, Case.Insensitive);
        (await RefusalAsync(padded + " ")).Message.ShouldBe("An SVG file has at most 2097152 bytes.");
    }

    [TestCase("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>", "<text>&c;</text>")]
    [TestCase("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "<text>&x;</text>")]
    [TestCase("<!DOCTYPE svg [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]>", "<text>&y;</text>")]
    [TestCase("", "<rect></svg><script>")]
    [TestCase("<?xml version='1.0' encoding='utf-7'?>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-")]
    [TestCase("<?xml version='1.0' encoding='x-ebcdic'?>", "<rect/>")]
    public async Task Entities_of_its_own_and_broken_xml_are_refused(string head, string content)
    {
        var watch = Stopwatch.StartNew();
        (await RefusalAsync(head + Drawings.Of(content))).Message.ShouldBe("The SVG file is broken: it is not well-formed XML, or uses entities of its own.");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task A_document_type_is_left_out_and_fetches_nothing()
    {
        var cleaned = await CleanAsync("<!DOCTYPE svg SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ATTLIST rect onclick CDATA 'evil()'>]>" + Drawings.Of("<rect width='9' height='9'/>"));
        cleaned.ShouldNotContain("DOCTYPE");
        cleaned.ShouldNotContain("evil");
    }

    [Test]
    public async Task Laughing_by_reference_is_refused()
    {
        var levels = Enumerable.Range(1, 9).Select(level => $"<g id='l{level}'>{string.Concat(Enumerable.Repeat($"<use href='#l{level - 1}'/>", 10))}</g>");
        var bomb = Drawings.Of($"<rect id='l0' width='1' height='1'/>{string.Concat(levels)}<g fill='url(#l9)'/>");
        (await RefusalAsync(bomb)).Message.ShouldBe("This kind of SVG file is not supported: it has too many elements, or repeats them too often.");

        // Round and round is no bomb: nothing is drawn.
        (await Inspection.OfAsync(Encoding.UTF8.GetBytes(Drawings.Of("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Depth_and_number_of_elements_are_limited()
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat("<g>", depth)) + string.Concat(Enumerable.Repeat("</g>", depth));
        (await Inspection.OfAsync(Encoding.UTF8.GetBytes(Drawings.Of(Nested(199))))).IsSuccess.ShouldBeTrue();
        (await RefusalAsync(Drawings.Of(Nested(201)))).Message.ShouldBe("This kind of SVG file is not supported: its elements are nested too deeply.");
        (await RefusalAsync(Drawings.Of("<g/><g/><g/>"), new ImagingOptions { MaxSvgElements = 3 })).Code.ShouldBe("VALIDATION_ERROR");
        (await RefusalAsync("<svg xmlns='http://www.w3.org/2000/svg' width='40000' height='40000'/>")).Code.ShouldBe("IMAGE_TOO_MANY_PIXELS");
    }

    [TestCase("<html><body>hello</body></html>")]
    [TestCase("<x:svg xmlns:x='urn:other'/>")]
    [TestCase("<?xml version='1.0'?><image><read filename='/etc/passwd'/></image>")]
    public async Task Other_xml_is_no_drawing(string text) =>
        (await RefusalAsync(text)).Message.ShouldStartWith("The file is not a picture in a supported format");

    [Test]
    public async Task Embedded_pictures_lose_what_they_say_about_their_maker()
    {
        var photo = Pictures.Jpeg(40, 30, new PictureMetadata(Gps: true, Xmp: true));
        var cleaned = await CleanAsync(Drawings.Of($"<image width='40' height='30' href='data:image/jpg;base64,{Convert.ToBase64String(photo)}'/>"));
        var start = cleaned.IndexOf("base64,", StringComparison.Ordinal) + 7;
        var embedded = Convert.FromBase64String(cleaned[start..cleaned.IndexOf('"', start)]);

        cleaned.ShouldContain("data:image/jpeg;base64,");
        embedded.AsSpan().IndexOf(Encoding.UTF8.GetBytes(PictureMetadata.Camera)).ShouldBe(-1);
        DecodedPicture.Jpeg(embedded).Pixels.ShouldBe(DecodedPicture.Jpeg(photo).Pixels);
    }

    [TestCase("width='10cm' height='2in'", 378, 192)]
    [TestCase("viewBox='0 0 30 40'", 30, 40)]
    [TestCase("width='60' viewBox='0 0 30 40'", 60, 80)]
    [TestCase("height='100%' width='100%' viewBox='0,0,7.6,9'", 8, 9)]
    [TestCase("width='2em' height='1e1px'", 32, 10)]
    [TestCase("", 300, 150)]
    [TestCase("width='-1' height='0' viewBox='0 0 nan 1'", 300, 150)]
    public async Task Its_size_is_what_browsers_show(string attributes, int width, int height) =>
        (await Inspection.OfAsync(Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"))).Value.Size.ShouldBe(new Dimensions(width, height));

    [Test]
    public async Task Other_encodings_and_no_namespace_are_taken()
    {
        var drawing = "<?xml version='1.0' encoding='utf-16'?>" + Drawings.Of("<title>Ω</title>");
        byte[] file = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(drawing)];
        Encoding.UTF8.GetString((await Inspection.OfAsync(file)).Value.Rewritten!.Value.Span).ShouldContain("<title>Ω</title>");
        (await CleanAsync("<svg width='9' height='9'><rect width='9' height='9'/></svg>")).ShouldContain("xmlns=\"http://www.w3.org/2000/svg\"");
    }

    private static async Task<string> CleanAsync(string drawing) =>
        Encoding.UTF8.GetString((await Inspection.OfAsync(Encoding.UTF8.GetBytes(drawing))).Value.Rewritten!.Value.Span);

    private static async Task<Error> RefusalAsync(string drawing, ImagingOptions? options = null) =>
        (await Inspection.OfAsync(Encoding.UTF8.GetBytes(drawing), options)).Error!;
}
