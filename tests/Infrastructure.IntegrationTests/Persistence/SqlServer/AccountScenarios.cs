using Picora.Application.Accounts;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Persistence.SqlServer;

/// <summary>How people keep their accounts.</summary>
internal static class AccountScenarios
{
    private const string Code = "123456";
    private const string Password = "correct horse 1";

    private static readonly Lazy<byte[]> Picture = new(() => Pictures.Png(8, 8));

    public static IReadOnlyList<Scenario> All =>
    [
        Scenarios.Send(() => new SignUp(Scenarios.Email, Password, null, "Name", AgeConfirmed: true)),
        Scenarios.Send(() => new SignUp(Scenarios.Email, Password, Code, "Name", AgeConfirmed: true)),
        Scenarios.Send(() => new ForgotPassword(Scenarios.Email)),
        Scenarios.Send(() => new ForgotPassword(Scenarios.Email, "solved")),
        Scenarios.Send(() => new ResetPassword(Scenarios.Email, Code, Password)),
        Scenarios.Send(() => new ChangePassword(Password, Password)),
        Scenarios.Send(() => new SetPassword(Password)),
        Scenarios.Send(() => new ChangeEmail("else@example.org", Code, Password)),
        Scenarios.Send(() => new ListIdentities()),
        Scenarios.Send(() => new UnlinkIdentity(Scenarios.Id)),
        Scenarios.Send(() => new ListSessions()),
        Scenarios.Send(() => new EndSession(Scenarios.Id)),
        Scenarios.Send(() => new EndOtherSessions()),
        Scenarios.Send(() => new UploadAvatar(new Scenarios.SmallUpload(Picture.Value, declared: true))),
        Scenarios.Send(() => new GetAvatar(Scenarios.Id)),
    ];
}
