using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Accounts;

public class AccessTokenTests() : ServerFixture
{
    private const string Reason = "Unauthorized";

    [Test]
    public async Task An_access_token_lives_a_quarter_of_an_hour()
    {
        var user = await Server.SignUpAsync();
        var claims = Part(user.AccessToken, 1);
        (claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>()).ShouldBe(15 * 60);
        ((string?)claims["sub"], (string?)claims["userId"], (string?)claims["plan"]).ShouldBe((user.Id, user.Id, "trial"));
        Server.Clock.Advance(TimeSpan.FromMinutes(15));

        (await (await user.Http.GetAsync("/v1/user/me")).CodeAsync(HttpStatusCode.Unauthorized)).ShouldBe("TOKEN_EXPIRED");
    }

    [Test]
    public async Task Forged_tokens_get_one_constant_reason()
    {
        var user = await Server.SignUpAsync();
        var other = await Server.SignUpAsync();
        var (header, claims) = (Part(user.AccessToken, 0), Part(user.AccessToken, 1));
        var signature = user.AccessToken.Split('.')[2];
        using var strange = RSA.Create(2048);
        using var real = RSA.Create();
        real.ImportFromPem(await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(Server.DataFolder, "keys", "jwt")).Single()));
        var publicKey = Encoding.ASCII.GetBytes(real.ExportSubjectPublicKeyInfoPem());
        string[] forged =
        [
            $"{Encode(With(header, "alg", "none"))}.{Encode(claims)}.",
            $"{Encode(With(header, "alg", "none"))}.{Encode(claims)}.{signature}",
            Sign(With(header, "alg", "HS256"), claims, data => HMACSHA256.HashData(publicKey, data)),
            Sign(header, claims, data => Rsa(strange, data)),
            Sign(With(header, "kid", "another"), claims, data => Rsa(real, data)),
            Sign(With(header, "kid", null), claims, data => Rsa(real, data)),
            Sign(header, With(claims, "iss", "https://evil.example"), data => Rsa(real, data)),
            Sign(header, With(claims, "aud", "https://evil.example"), data => Rsa(real, data)),
            Sign(header, With(claims, "nbf", claims["exp"]!.GetValue<long>()), data => Rsa(real, data)),
            Sign(header, With(claims, "sub", other.Id), data => Rsa(real, data)),
            Sign(header, With(claims, "sid", "AAAAAAAAAAAAAAAAAAAAA"), data => Rsa(real, data)),
            $"{Encode(header)}.{Encode(With(claims, "is_admin", 1))}.{signature}",
            "a.b.c",
            "..",
        ];

        foreach (var token in forged)
        {
            var body = await (await Server.CreateClient(token).GetAsync("/v1/user/me")).BodyAsync(HttpStatusCode.Unauthorized);
            (body.Text("code"), body.Text("error")).ShouldBe(("UNAUTHORIZED", Reason), token);
        }

        var genuine = Sign(header, claims, data => Rsa(real, data));
        (await Server.CreateClient(genuine).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "the forger's tools work");
    }

    [Test]
    public async Task A_restart_keeps_people_signed_in()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Urls:Api=https://api.example.org");
        var user = await server.SignUpAsync();
        await server.RestartAsync();
        (await server.CreateClient(user.AccessToken).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_that_another_node_made_counts_without_a_restart()
    {
        await using var server = await PicoraServer.StartAsync("--Picora:Urls:Api=https://api.example.org");
        var folder = Path.Combine(server.DataFolder, "keys", "jwt");
        var made = Directory.GetFiles(folder, "*.pem").Single();
        File.SetLastWriteTimeUtc(made, DateTime.UtcNow.AddDays(-1));
        var other = await server.AddNodeAsync();
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(Path.Combine(folder, "abcdefghijklmnopqrstu.pem"), rsa.ExportPkcs8PrivateKeyPem());
        var third = await server.AddNodeAsync();
        var email = server.NewEmail();
        var code = await server.RequestCodeAsync(email);

        // Signed by the third node, with the key that the others had not seen when they began.
        var login = await (await server.CreateClient(null, third).PostAsJsonAsync("/v1/auth/login/code", new { email, code })).DataAsync();
        var token = login.Text("accessToken");

        foreach (var node in new[] { server.Url, other, third })
        {
            (await server.CreateClient(token, node).GetAsync("/v1/user/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task A_dump_of_database_and_logs_holds_nothing_usable()
    {
        await using var server = await PicoraServer.StartAsync("--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace");
        var email = server.NewEmail();
        var user = await server.RegisterAsync(email, "correct-horse-1");
        var key = await user.CreateKeyAsync();
        await key.Http.GetAsync("/v1/user/me");
        var code = await server.RequestCodeAsync(email);

        var dump = Directory.GetFiles(server.DataFolder, "picora.db*").Select(File.ReadAllBytes).Select(Encoding.Latin1.GetString);
        var everything = string.Concat(dump) + server.Logs.Text;

        foreach (var secret in new[] { key.Secret, key.Secret[12..36], user.RefreshToken, user.AccessToken.Split('.')[2], "correct-horse-1" })
        {
            everything.ShouldNotContain(secret);
        }

        server.Logs.Lines.ShouldAllBe(line => !line.Contains($"'{code}'", StringComparison.Ordinal) && !line.Contains($" {code} ", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(server.DataFolder, "keys"), "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private static JsonObject Part(string token, int index) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[index]))!.AsObject();

    private static JsonObject With(JsonObject json, string name, JsonNode? value)
    {
        var copy = json.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static byte[] Rsa(RSA key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
