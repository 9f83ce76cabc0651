using System.Globalization;
using Microsoft.Extensions.Options;
using Picora.Infrastructure;
using Picora.Infrastructure.Security;

namespace Picora.Api.Commands;

/// <summary>What can be seen of the machine and the settings without asking anybody.</summary>
internal static class Surroundings
{
    private const long LittleBytes = 2_000_000_000;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static IEnumerable<Diagnosis> Look(IServiceProvider services)
    {
        var (data, configuration) = (services.GetRequiredService<DataFolder>(), services.GetRequiredService<IConfiguration>());
        yield return Folder(data);
        yield return Room(data);
        yield return Keys(data, services.GetRequiredService<IOptions<KeysOptions>>().Value);
        yield return Address(configuration);
    }

    private static Diagnosis Folder(DataFolder data)
    {
        const string Name = "data folder";
        try
        {
            var probe = data.File($"doctor-{Domain.NanoId.New()}");
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return Diagnosis.Ok(Name, data.Root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Diagnosis.Bad(Name, exception.Message);
        }
    }

    private static Diagnosis Room(DataFolder data)
    {
        const string Name = "disk room";
        var free = new DriveInfo(data.Root).AvailableFreeSpace;
        var words = string.Create(CultureInfo.InvariantCulture, $"{free / 1_000_000_000.0:F1} GB are free in the data folder.");
        return free < LittleBytes ? Diagnosis.Warn(Name, words) : Diagnosis.Ok(Name, words);
    }

    private static Diagnosis Keys(DataFolder data, KeysOptions options)
    {
        const string Name = "signing keys";
        var folder = new DirectoryInfo(options.Folder.Length > 0 ? options.Folder : data.File("keys"));
        var files = folder.Exists ? folder.GetFiles("*", SearchOption.AllDirectories) : [];
        if (files.Length == 0)
        {
            return Diagnosis.Warn(Name, "There are none yet; the first start makes them.");
        }

        var open = OperatingSystem.IsWindows() ? null : Array.Find(files, file => (file.UnixFileMode & Others) != UnixFileMode.None);
        return Diagnosis.Of(Name, open is null ? null : $"Others than the server's own user may read {open.FullName}.", $"{files.Length} files.");
    }

    private static Diagnosis Address(IConfiguration configuration)
    {
        const string Name = "addresses";
        var (api, media) = (configuration[PublicUrls.ApiSetting], configuration[PublicUrls.MediaSetting]);
        return api switch
        {
            null or "" => Diagnosis.Warn(Name, $"{PublicUrls.ApiSetting} is not set: links name the address that the server listens on."),
            _ when !Uri.TryCreate(api, UriKind.Absolute, out _) => Diagnosis.Bad(Name, $"{PublicUrls.ApiSetting} is no address: {api}"),
            _ when !api.StartsWith("https:", StringComparison.OrdinalIgnoreCase) => Diagnosis.Warn(Name, $"{api} is not encrypted."),
            _ when string.IsNullOrEmpty(media) => Diagnosis.Warn(Name, $"{PublicUrls.MediaSetting} is not set: media share the API's host."),
            _ => Diagnosis.Ok(Name, $"{api}, media at {media}"),
        };
    }
}
