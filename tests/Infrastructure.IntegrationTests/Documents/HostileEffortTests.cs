using System.Text;
using Microsoft.Extensions.Options;
using Picora.Application.Documents;
using Picora.Infrastructure.Documents;

namespace Picora.Infrastructure.IntegrationTests.Documents;

/// <summary>Texts that were made to be read for hours, or to fill the memory, are read or turned away in moments.</summary>
public sealed class HostileEffortTests
{
    private const int Size = 1_000_000;

    // What is turned away takes less than a second, what would be read took hours: a machine under load changes neither.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly MarkdownParser Parser = new(Options.Create(new DocumentOptions()));
    private readonly MarkdownRenderer renderer = new(Parser);
    private readonly MarkdigReader reader = new(Parser);

    [TestCase("<?")]
    [TestCase("<!--")]
    [TestCase("<!A ")]
    [TestCase("<![CDATA[")]
    [TestCase("$ a")]
    [TestCase("$$ a ")]
    [TestCase("[")]
    [TestCase("[a](")]
    [TestCase("![a](<")]
    [TestCase("*a_ ")]
    [TestCase("**a ")]
    [TestCase("~a^b")]
    [TestCase("==a")]
    [TestCase("(http://_")]
    [TestCase("*www.a.")]
    [TestCase("(mailto:a@")]
    [TestCase("_ftp://")]
    [TestCase("(Tel:1")]
    public void Marks_that_nothing_closes_are_not_followed(string mark)
    {
        var text = "a" + Repeat(mark, Size);

        Should.CompleteIn(() => (reader.Read(text), renderer.Render(text)).ShouldBe((null, null)), Patience);
        Should.CompleteIn(() => reader.Read($"a{mark} b\n\nc").ShouldNotBeNull(), Patience);
    }

    [Test]
    public void Backticks_of_many_lengths_are_not_followed()
    {
        var text = new StringBuilder("a");
        for (var i = 0; text.Length < Size; i++)
        {
            text.Append('`', 1 + (i % 600)).Append('x').Append('`', 1 + (i * 7 % 13)).Append('y');
        }

        Should.CompleteIn(() => renderer.Render(text.ToString()), Patience);
    }

    [TestCase("**a *b\n")]
    [TestCase("(http://_ (www. ")]
    [TestCase("www.")]
    [TestCase("<a b='")]
    [TestCase("<a ")]
    [TestCase("&#")]
    [TestCase("|a`")]
    [TestCase("# a\n\n")]
    [TestCase("> a\n> ===\n\n")]
    [TestCase("[^a]: b\n\n")]
    [TestCase("[a]: b\n")]
    [TestCase("> ")]
    [TestCase("- a\n  - b\n")]
    [TestCase(": a\n")]
    [TestCase("$a$ `b` <!-- c --> [d](e)\n\n")]
    public void Everything_else_takes_its_length(string part)
    {
        var text = "a" + Repeat(part, Size / 10);

        Should.CompleteIn(() => renderer.Render(text), Patience);
    }

    [Test]
    public void What_HTML_opens_again_in_every_block_is_bounded()
    {
        var many = string.Concat(Enumerable.Range(0, 4000).Select(i => $"<b a={i}>"));

        renderer.Render($"<p>{many}x" + Repeat("<p>x", 24_000)).ShouldBeNull();
        renderer.Render($"{many}\n\n" + Repeat("a\n\n", 30_000)).ShouldBeNull();
        renderer.Render("<b><i><s><u><tt><big>\n\n" + Repeat("a\n\n", 1_000_000)).ShouldBeNull();
        renderer.Render(Repeat("<div>", 20_000) + "\n\n" + Repeat("a\n\n", 300_000)).ShouldBeNull();

        renderer.Render($"<p><b title=\"{new string('x', 100_000)}\">x" + Repeat("<p>x", 12_000)).ShouldBeNull();
    }

    // As deep as a thread's stack is, and then the whole server was gone.
    [TestCase("<pre>")]
    [TestCase("<listing>")]
    [TestCase("<textarea>")]
    public void What_its_reader_takes_one_within_the_other_is_bounded(string tag)
    {
        renderer.Render(Repeat(tag, 60_000)).ShouldBeNull();
        renderer.Render("a" + Repeat(tag, 60_000)).ShouldBeNull();
        renderer.Render(string.Concat(Enumerable.Repeat(tag, 100))).ShouldNotBeNull();
    }

    [Test]
    public void Every_other_tag_stands_in_a_row_as_often_as_it_likes()
    {
        const string Tags = "a b p div span table tr td th caption col colgroup tbody li ul dd dl dt h1 h2 button form select option optgroup svg math object template frameset "
            + "frame iframe script style title noscript plaintext xmp ruby rt rp nobr font image input br hr body html head base marquee applet details summary center address";
        foreach (var tag in Tags.Split(' '))
        {
            Should.CompleteIn(() => renderer.Render("a " + string.Concat(Enumerable.Repeat($"<{tag}>", 2000))), Patience, tag);
            Should.CompleteIn(() => renderer.Render("a " + string.Concat(Enumerable.Repeat($"</{tag}>", 2000))), Patience, tag);
        }
    }

    [Test]
    public void What_people_write_has_its_page()
    {
        renderer.Render(Repeat("Some <font color=\"red\">red</font> words.\n\n", 8_000)).ShouldNotBeNull();
        renderer.Render(Repeat("Some **bold**, <b>bolder</b> and <kbd>K</kbd>, `code` for $5 & more.\n\n", 150_000)).ShouldNotBeNull();
        renderer.Render("# A & b\n\nA & b\n===\n\n# a-1\n\n# `a` *b*\n\n# !")!.ReplaceLineEndings(string.Empty)
            .ShouldBe("<h1 id=\"a--b\">A &amp; b</h1><h1 id=\"a--b-1\">A &amp; b</h1><h1 id=\"a-1\">a-1</h1><h1 id=\"a-b\"><code>a</code> <em>b</em></h1><h1 id=\"section\">!</h1>");
        renderer.Render(Repeat("- [link](https://example.org) with `code` and `more`\n", 250_000)).ShouldNotBeNull();
    }

    private static string Repeat(string part, int length) => new StringBuilder(length).Insert(0, part, length / part.Length).ToString();
}
