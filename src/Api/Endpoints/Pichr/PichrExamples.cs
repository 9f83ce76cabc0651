using Picora.Api.Documentation;

namespace Picora.Api.Endpoints.Pichr;

internal static class PichrExamples
{
    private const string Id = "file_Qw3rTy7uIo1";
    private const string UploadId = "upl_V1StGXR8_Z5jdHi6B-myT";
    private const string AlbumId = "i9J0k1L2m3N4o5P6q7R8s";
    private const string Hash = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c";
    private const string Url = "https://media.example.org/Qw3rTy7uIo1.jpg";
    private const string Key = $"uploads/2026-01-05/{Id}/harbour.jpg";

    public static readonly PichrSignUp SignUp = new("kim@example.org", "correct horse 1", "kim", AgeConfirmed: true, "123456", CaptchaToken: null);

    public static readonly PichrLogin Login = new("kim@example.org", "correct horse 1");

    public static readonly PichrLogout Logout = new(null);

    public static readonly PichrMessage CodeSent = new("A code was mailed; send the same again with it as `code`");

    public static readonly PichrMessage SignedOut = new("Signed out");

    public static readonly PichrSession Session = new(
        new PichrUser(PichrIds.User(Samples.UserId), "kim@example.org", "kim", "user", "free"), new PichrTokens("eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "3vJ2Kd0wq8bLr5T1xYzA9uCe", 900));

    public static readonly PichrPresign Presign = new("harbour.jpg", "image/jpeg", 3_481_214, Hash, "Harbour at dawn", PichrVisibility.Public);

    public static readonly PichrPresigned Presigned = new(
        UploadId, Id, $"https://api.example.org/api/v1/upload/direct/{Id}", Key, Samples.Now.AddHours(1), "created");

    public static readonly PichrReceived Received = new(Id, Url, "image/jpeg", 3_481_214, "ready");

    public static readonly PichrFinalize Finalize = new(UploadId, Id, Key, Hash, 4032, 3024, Phash: null, NsfwScore: null);

    public static readonly PichrFinalized Finalized = new(
        Id, Url, Url, "image/jpeg", 3_481_214, 4032, 3024, NsfwScore: 0, AgeRestricted: false, PichrVisibility.Public, ExpiresAt: null, Phash: null, DuplicateOf: null);

    public static readonly PichrFile File = new(
        Id, Url, Url, "harbour.jpg", "Harbour at dawn", "image/jpeg", 3_481_214, 4032, 3024, NsfwScore: 0, AgeRestricted: false, PichrVisibility.Public, ExpiresAt: null,
        "c3d1e0f0783c1e0f", AlbumId, ["sea"], Samples.Now, Samples.Now);

    public static readonly PichrFiles Files = new([File], [File], null, HasMore: false);

    public static readonly PichrFilePatch FilePatch = new("Harbour at dusk", null, PichrVisibility.Private);

    public static readonly PichrDeleted FileDeleted = PichrDeleted.Of(Id);

    public static readonly PichrNewAlbum NewAlbum = new("Trip", "A week at the sea");

    public static readonly PichrAlbum Album = new(
        AlbumId, "Trip", "A week at the sea", PichrVisibility.Private, FileCount: 1, "https://media.example.org/Qw3rTy7uIo1/thumbnail.webp", Samples.Now, Samples.Now);

    public static readonly PichrAlbums Albums = new([Album], [Album], null, HasMore: false);

    public static readonly PichrAlbumPatch AlbumPatch = new("Trip", null, Id);

    public static readonly PichrAlbumFiles AlbumFiles = new([Id]);

    public static readonly PichrMoved Moved = new(1);

    public static readonly PichrDeleted AlbumDeleted = PichrDeleted.Of(AlbumId);
}
