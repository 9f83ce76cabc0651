using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Picora.Application.Documents;
using Picora.Application.Idempotency;
using Picora.Application.Mail;
using Picora.Application.Media;
using Picora.Application.Media.Archives;
using Picora.Application.Media.Collections;
using Picora.Application.Media.Links;
using Picora.Application.Media.Sync;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Trash;
using Picora.Application.Media.Videos;
using Picora.Application.Media.Watermarks;
using Picora.Application.Moderation;
using Picora.Application.Privacy;
using Picora.Application.Uploads;
using Picora.Application.Uploads.Sessions;
using Picora.Infrastructure.Email;

namespace Picora.Infrastructure;

/// <summary>Binds the settings that use cases read to the configuration.</summary>
public static class ApplicationOptions
{
    public static IServiceCollection AddPicoraApplicationOptions(this IServiceCollection services)
    {
        services.AddValidated<IdempotencyOptions>(IdempotencyOptions.Section);
        services.AddValidated<DeliveryOptions>(DeliveryOptions.Section);
        services.AddValidated<ProcessingOptions>(ProcessingOptions.Section);
        services.AddOptions<ProcessingOptions>().Validate<IOptions<ImagingOptions>>(
            (processing, imaging) => processing.LeaseSeconds > 2 * imaging.Value.TimeoutSeconds,
            $"{ProcessingOptions.Section}:{nameof(ProcessingOptions.LeaseSeconds)} must be more than twice "
            + $"{ImagingOptions.Section}:{nameof(ImagingOptions.TimeoutSeconds)}; else a picture is given away while it is still worked on.");
        services.AddValidated<OutboxOptions>(OutboxOptions.Section);
        services.AddOptions<OutboxOptions>().Validate<IOptions<MailOptions>>(
            (outbox, mail) => outbox.LeaseSeconds > mail.Value.TimeoutSeconds,
            $"{OutboxOptions.Section}:{nameof(OutboxOptions.LeaseSeconds)} must be more than {MailOptions.Section}:{nameof(MailOptions.TimeoutSeconds)}; "
            + "else a mail is given away while it is still being sent.");
        services.AddValidated<PrivacyOptions>(PrivacyOptions.Section);
        services.AddValidated<WatermarkOptions>(WatermarkOptions.Section);
        services.AddValidated<TrashOptions>(TrashOptions.Section);
        services.AddValidated<ModerationOptions>(ModerationOptions.Section);
        services.AddValidated<LinkOptions>(LinkOptions.Section);
        services.AddValidated<ArchiveOptions>(ArchiveOptions.Section);
        services.AddValidated<DocumentOptions>(DocumentOptions.Section);
        services.AddValidated<AudioOptions>(AudioOptions.Section);
        services.AddValidated<SyncOptions>(SyncOptions.Section);
        services.AddValidated<CollectionOptions>(CollectionOptions.Section);
        services.AddValidated<UploadsOptions>(UploadsOptions.Section);
        services.AddValidated<UploadSessionOptions>(UploadSessionOptions.Section);
        services.AddValidated<VideoOptions>(VideoOptions.Section);
        services.AddOptions<VideoOptions>().Validate(
            video => video.LeaseSeconds > 2 * video.ProgressSeconds,
            $"{VideoOptions.Section}:{nameof(VideoOptions.LeaseSeconds)} must be more than twice {VideoOptions.Section}:{nameof(VideoOptions.ProgressSeconds)}; "
            + "else a video is given away while it is still worked on.");
        return services;
    }

    /// <summary>Options that are checked when the server starts; a wrong one stops it with a message that names the setting.</summary>
    internal static void AddValidated<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
