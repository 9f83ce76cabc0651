using Microsoft.Extensions.Options;
using Picora.Application.Documents;
using Picora.Application.Documents.Pages;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.UnitTests.Documents;

public class DocumentPagesTests
{
    [TestCase("page")]
    [TestCase(null)]
    public async Task What_a_text_comes_to_is_found_out_once(string? page)
    {
        var (renderer, hash) = (new Counting(page), ContentHash.FromBytes(new byte[32]));
        using var pages = new DocumentPages(renderer, Options.Create(new DocumentOptions()));

        for (var i = 0; i < 3; i++)
        {
            (await pages.RenderAsync(hash, _ => Task.FromResult<string?>("text"), CancellationToken.None)).ShouldBe(page);
        }

        renderer.Calls.ShouldBe(1);
    }

    [Test]
    public async Task A_text_that_is_gone_is_looked_for_again()
    {
        var (renderer, hash) = (new Counting("page"), ContentHash.FromBytes(new byte[32]));
        using var pages = new DocumentPages(renderer, Options.Create(new DocumentOptions()));

        (await pages.RenderAsync(hash, _ => Task.FromResult<string?>(null), CancellationToken.None)).ShouldBeNull();
        (await pages.RenderAsync(hash, _ => Task.FromResult<string?>("text"), CancellationToken.None)).ShouldBe("page");
    }

    private sealed class Counting(string? page) : IMarkdownRenderer
    {
        public int Calls { get; private set; }

        public string? Render(string text)
        {
            Calls++;
            return page;
        }
    }
}
