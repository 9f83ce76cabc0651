using Picora.Application.Abstractions;
using Picora.Application.Media.Links;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>The pages behind a delete link: a question, and what came of it. They run no script and tell nobody their address, which is a secret.</summary>
internal sealed class DeletePage : IResult
{
    private readonly int status;
    private readonly Func<PageTexts, string> body;

    private DeletePage(int status, Func<PageTexts, string> body) => (this.status, this.body) = (status, body);

    public static DeletePage Ask(Result<DeletablePicture> picture) => picture.IsSuccess
        ? new DeletePage(StatusCodes.Status200OK, texts => Question(picture.Value, texts))
        : Failed(picture.Error);

    public static DeletePage Report(Result<Success> outcome) => outcome.IsSuccess
        ? new DeletePage(StatusCodes.Status200OK, texts => $"<h1>{texts.Deleted}</h1>")
        : Failed(outcome.Error);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, texts) = (httpContext.Response, Languages.WantsChinese(httpContext.Request) ? PageTexts.Chinese : PageTexts.English);
        var media = new Uri(httpContext.RequestServices.GetRequiredService<IPublicUrls>().Media).GetLeftPart(UriPartial.Authority);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'unsafe-inline'; img-src {media}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = texts.Language;
        response.Headers.Vary = "Accept-Language";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(Frame(texts), httpContext.RequestAborted);
    }

    private static DeletePage Failed(Error error) =>
        new(error.Kind.ToStatusCode(), texts => $"<h1>{(error.Kind == ErrorKind.NotFound ? texts.Gone : texts.Wrong)}</h1>");

    private static string Question(DeletablePicture picture, PageTexts texts)
    {
        var thumbnail = picture.ThumbnailUrl is { } url ? $"<img src=\"{ImageLinks.Entities(url)}\" alt=\"\">" : string.Empty;
        return $"{thumbnail}<h1>{texts.Question}</h1><p>{ImageLinks.Entities(picture.FileName)}</p><form method=\"post\"><button>{texts.Delete}</button></form>";
    }

    private string Frame(PageTexts texts) => $$"""
        <!doctype html>
        <html lang="{{texts.Language}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Picora</title>
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 26rem; margin: 12vh auto; padding: 0 1rem; text-align: center; overflow-wrap: anywhere; }
        img { max-width: 100%; max-height: 40vh; border-radius: 8px; }
        h1 { font-size: 1.25rem; }
        button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: 8px; background: #b3261e; color: #fff; cursor: pointer; }
        </style>
        </head>
        <body><main>{{body(texts)}}</main></body>
        </html>
        """;

    private sealed record PageTexts(string Language, string Question, string Delete, string Deleted, string Gone, string Wrong)
    {
        public static readonly PageTexts English = new(
            "en", "Delete this image?", "Delete", "The image is deleted.", "This image is already gone.", "This delete link is wrong or has expired.");

        public static readonly PageTexts Chinese = new("zh-CN", "要删除这张图片吗？", "删除", "图片已删除。", "图片已不存在。", "删除链接无效或已过期。");
    }
}
