using System.Text.Json.Serialization;

namespace Picora.Application.Accounts.ApiKeys;

/// <summary>Settings for image-hosting tools, in the words of each.</summary>
public sealed record ToolConfigs(PicGoConfig Picgo, MorayaConfig Moraya, TyporaConfig Typora, ShareXConfig Sharex)
{
    /// <summary>What the reader replaces by the key.</summary>
    public const string Placeholder = "YOUR_API_KEY";

    private const string Authorization = $"Bearer {Placeholder}";
    private const string Path = "data.url";
    private const string File = "file";

    /// <param name="upload">The address that pictures are posted to.</param>
    public static ToolConfigs For(string name, string upload) => new(
        new PicGoConfig(upload, File, Path, $$"""{"Authorization":"{{Authorization}}"}""", string.Empty),
        new MorayaConfig(name, upload, "POST", new ToolHeaders(Authorization), "multipart", File, Path),
        new TyporaConfig(CommandFor(upload)),
        new ShareXConfig(name, upload, new ToolHeaders(Authorization)));

    // Typora calls a command with the pictures' paths and reads one address per line.
    private static string CommandFor(string upload) =>
        $$"""sh -c 'for f in "$@"; do curl -sS -H "Authorization: {{Authorization}}" -F "{{File}}=@$f" "{{upload}}" | sed -n "s/.*\"url\":\"\([^\"]*\)\".*/\1/p"; done' picora""";
}

/// <summary>PicGo's plug-in web-uploader.</summary>
public sealed record PicGoConfig(string Url, string ParamName, string JsonPath, string CustomHeader, string CustomBody);

/// <summary>Moraya's custom uploader.</summary>
public sealed record MorayaConfig(string Name, string Url, string Method, ToolHeaders Headers, string BodyType, string FileField, string ResponseUrlPath);

public sealed record ToolHeaders([property: JsonPropertyName("Authorization")] string Authorization);

/// <summary>Typora: Image Uploader, Custom Command.</summary>
public sealed record TyporaConfig(string Command);

/// <summary>A custom uploader of ShareX, whose members are written in Pascal case.</summary>
public sealed record ShareXConfig(
    [property: JsonPropertyName("Name")] string Name,
    [property: JsonPropertyName("RequestURL")] string RequestUrl,
    [property: JsonPropertyName("Headers")] ToolHeaders Headers)
{
    [JsonPropertyName("Version")]
    public string Version => "15.0.0";

    [JsonPropertyName("DestinationType")]
    public string DestinationType => "ImageUploader";

    [JsonPropertyName("RequestMethod")]
    public string RequestMethod => "POST";

    [JsonPropertyName("Body")]
    public string Body => "MultipartFormData";

    [JsonPropertyName("FileFormName")]
    public string FileFormName => "file";

    [JsonPropertyName("URL")]
    public string Url => "{json:data.url}";

    [JsonPropertyName("ThumbnailURL")]
    public string ThumbnailUrl => "{json:data.thumbnailUrl}";

    [JsonPropertyName("ErrorMessage")]
    public string ErrorMessage => "{json:error}";
}
