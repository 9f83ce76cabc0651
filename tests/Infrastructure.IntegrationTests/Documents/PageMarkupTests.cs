using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using Picora.Application.Documents;
using Picora.Infrastructure.Documents;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Documents;

/// <summary>What is let through to pages, and what strangers' markup comes to in a real browser.</summary>
public sealed class PageMarkupTests
{
    private readonly MarkdownRenderer renderer = new(new MarkdownParser(Options.Create(new DocumentOptions())));

    [TestCase("*a* [b](https://example.org/?a=1&b=2)", "<p><em>a</em> <a href=\"https://example.org/?a=1&amp;b=2\" rel=\"nofollow noopener ugc\">b</a></p>")]
    [TestCase("![a \"b\"](https://example.org/p.png 'T')", "<p><img src=\"https://example.org/p.png\" alt=\"a &quot;b&quot;\" title=\"T\" loading=\"lazy\" decoding=\"async\"></p>")]
    [TestCase("![gone](local.png) [file](other.md) [here](#part)", "<p>gone <a>file</a> <a href=\"#part\">here</a></p>")]
    [TestCase("- [x] done\n- [ ] open", "<ul class=\"contains-task-list\">\n<li class=\"task-list-item\"><input type=\"checkbox\" disabled checked> done</li>\n<li class=\"task-list-item\"><input type=\"checkbox\" disabled> open</li>\n</ul>")]
    [TestCase("<b onclick=x>bold</b><custom-element>kept</custom-element><kbd>K</kbd>", "<p><b>bold</b>kept<kbd>K</kbd></p>")]
    [TestCase("a <script>b</script> c", "<p>a  c</p>")]
    [TestCase("---\ntitle: x\n---\ntext", "<p>text</p>")]
    [TestCase("```c#\na < b\n```", "<pre tabindex=\"0\"><code class=\"language-c#\">a &lt; b\n</code></pre>")]
    public void Markup_is_written_anew(string markdown, string html) => renderer.Render(markdown)!.Trim().ShouldBe(html);

    [Test]
    public void Columns_keep_their_alignment_and_wide_tables_can_be_scrolled()
    {
        var html = renderer.Render("| a | b |\n|:-:|--:|\n| 1 | 2 |")!;

        html.ShouldStartWith("<div class=\"scroll\" tabindex=\"0\"><table>");
        html.ShouldContain("<th class=\"center\">a</th>");
        html.ShouldContain("<td class=\"right\">2</td>");
        html.ShouldEndWith("</table></div>\n");
    }

    [Test]
    public void What_nests_without_end_is_cut_and_what_is_too_tangled_has_no_page()
    {
        renderer.Render(string.Concat(Enumerable.Repeat("<div>", 5000)))!.Length.ShouldBeLessThan(20_000);
        renderer.Render(string.Concat(Enumerable.Repeat("<div>", 20_000))).ShouldBeNull();
        renderer.Render(string.Concat(Enumerable.Repeat("[a](", 20_000))).ShouldBeNull();
    }

    [Test]
    public void Nothing_that_could_run_is_left()
    {
        foreach (var hostile in HostileMarkup.All)
        {
            var html = renderer.Render(hostile.Replace("{X}", "alert(1)", StringComparison.Ordinal)) ?? string.Empty;
            var page = new HtmlParser().ParseDocument(html);

            page.All.Where(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "action" or "formaction"))
                .ShouldBeEmpty(hostile);
            page.QuerySelectorAll("script, style, iframe, object, embed, form, link, meta, base, svg, math, template, noscript").ShouldBeEmpty(hostile);
            page.QuerySelectorAll("[href]").Select(link => link.GetAttribute("href")!)
                .ShouldAllBe(address => address.StartsWith('#') || address.StartsWith("http", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal), hostile);
            page.QuerySelectorAll("[src]").Select(image => image.GetAttribute("src")!).ShouldAllBe(address => address.StartsWith("http", StringComparison.Ordinal), hostile);
        }
    }

    /// <summary>Without the headers that pages have besides: all of it in one page of a browser that may run scripts, read twice, and everything touched.</summary>
    [Test, Category(TestCategories.OneEngine)]
    public async Task Nothing_runs_in_a_browser()
    {
        if (Chromium() is not { } browser)
        {
            Assert.Ignore("Chromium is not installed.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("picora-markup-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, Harness(hostile => renderer.Render(hostile) ?? string.Empty));
            (await TitleAsync(browser, page, folder.FullName)).ShouldBe("quiet");
            await File.WriteAllTextAsync(page, Harness(hostile => hostile));
            (await TitleAsync(browser, page, folder.FullName)).ShouldStartWith("quiet ran", customMessage: "The same page must notice what does run.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Harness(Func<string, string> prepare)
    {
        var page = new StringBuilder("<!doctype html><meta charset=utf-8><title>quiet</title><body><script>var ran = n => { document.title += ' ran ' + n; };</script>");
        for (var i = 0; i < HostileMarkup.All.Count; i++)
        {
            page.Append("<section>").Append(prepare(HostileMarkup.All[i].Replace("{X}", $"ran({i})", StringComparison.Ordinal))).Append("</section>\n");
        }

        return page.Append("""
            <script>
            for (const section of [...document.querySelectorAll('section')]) { const again = document.createElement('section'); again.innerHTML = section.innerHTML; document.body.append(again); }
            for (const element of [...document.querySelectorAll('section *')]) {
              for (const name of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(name));
              if (element.href && String(element.href).startsWith('javascript')) location = element.href;
            }
            </script>
            """).ToString();
    }

    private static string? Chromium() => new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private static async Task<string> TitleAsync(string browser, string page, string folder)
    {
        var start = new ProcessStartInfo(
            browser, ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", $"--user-data-dir={folder}/profile", "--virtual-time-budget=3000", "--dump-dom", $"file://{page}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Poll.Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var dom = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            await errors;
            return (await new HtmlParser().ParseDocumentAsync(dom)).Title!;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
