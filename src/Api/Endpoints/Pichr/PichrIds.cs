namespace Picora.Api.Endpoints.Pichr;

/// <summary>Ids as this surface writes them: with what they name in front. Without it they are understood, too.</summary>
internal static class PichrIds
{
    private const string FilePrefix = "file_";
    private const string UploadPrefix = "upl_";
    private const string UserPrefix = "usr_";

    public static string File(string id) => FilePrefix + id;

    public static string Upload(string id) => UploadPrefix + id;

    public static string User(string id) => UserPrefix + id;

    public static string ReadFile(string text) => text.StartsWith(FilePrefix, StringComparison.Ordinal) ? text[FilePrefix.Length..] : text;
}
