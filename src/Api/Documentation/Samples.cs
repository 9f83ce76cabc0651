namespace Picora.Api.Documentation;

/// <summary>What examples share.</summary>
internal static class Samples
{
    public const string UserId = "V1StGXR8_Z5jdHi6B-myT";
    public const string Email = "ada@example.org";
    public const string AccessToken = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJWMVN0R1hSOF9aNWpkSGk2Qi1teVQifQ.c2ln";

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 10, 0, 0, TimeSpan.Zero);
}
