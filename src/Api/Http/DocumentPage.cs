using System.Globalization;
using Picora.Api.Http.Delivery;
using Picora.Application.Documents.Pages;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>
/// The page of a public document. What a stranger wrote was made harmless before (<see cref="IMarkdownRenderer"/>); the headers are the second wall: no script, no
/// style but ours, nothing from elsewhere but pictures.
/// </summary>
internal sealed class DocumentPage(Result<ShownDocument> shown) : IResult
{
    private const int WordsPerMinute = 230;
    // Another number when the page's frame changes, so that nobody keeps the old one.
    private const string Version = "1";

    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src https: http: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "sandbox allow-popups allow-popups-to-escape-sandbox allow-downloads";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var texts = Languages.WantsChinese(request) ? PageTexts.Chinese : PageTexts.English;
        SetHeaders(response.Headers, texts);
        if (!shown.IsSuccess)
        {
            await SendAsync(httpContext, shown.Error.Kind.ToStatusCode(), PageFrame.Gone(texts, isBlocked: shown.Error.Kind == ErrorKind.LegallyUnavailable));
            return;
        }

        var document = shown.Value;
        var (etag, modified) = ($"\"{Version}{texts.Language}-{document.Hash[..32]}-{document.UpdatedAt.ToUnixTimeMilliseconds():x}\"", DateTimeOffset.FromUnixTimeSeconds(document.UpdatedAt.ToUnixTimeSeconds()));
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        if (Conditions.Decide(request.Headers, etag, modified) == Condition.NotModified)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = await document.RenderAsync(httpContext.RequestAborted);
        var page = body.IsSuccess ? PageFrame.Of(document, body.Value, texts, Math.Max(1, document.Words / WordsPerMinute)) : PageFrame.Gone(texts);
        await SendAsync(httpContext, body.IsSuccess ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, page);
    }

    private static void SetHeaders(IHeaderDictionary headers, PageTexts texts)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentLanguage = texts.Language;
        headers.Vary = "Accept-Language";
        // Pictures that their owner lets be shown on these pages only need to hear where they are asked for.
        headers["Referrer-Policy"] = "strict-origin";
    }

    private static Task SendAsync(HttpContext context, int status, string page)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(page, context.RequestAborted);
    }
}

/// <summary>The few words of ours on a document's page.</summary>
internal sealed record PageTexts(string Language, string Skip, string Raw, string Gone, string Why, string Blocked, Func<int, int, string> Length, Func<DateTimeOffset, string> Date)
{
    public static readonly PageTexts English = new(
        "en", "Skip to the text", "Plain text", "There is no such page", "It may have been deleted, changed or made private, or the address is not complete.",
        "This page was blocked by the operator",
        (words, minutes) => string.Create(CultureInfo.InvariantCulture, $"{words:N0} {(words == 1 ? "word" : "words")} · {minutes} min"),
        date => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));

    public static readonly PageTexts Chinese = new(
        "zh-CN", "跳到正文", "纯文本", "没有这个页面", "它可能已被删除、修改或设为私密，或者地址不完整。", "该页面已被屏蔽",
        (words, minutes) => string.Create(CultureInfo.InvariantCulture, $"{words:N0} 字 · 约 {minutes} 分钟"),
        date => string.Create(CultureInfo.InvariantCulture, $"{date.Year} 年 {date.Month} 月 {date.Day} 日"));
}
