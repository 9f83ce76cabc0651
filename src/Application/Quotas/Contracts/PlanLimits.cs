using System.ComponentModel.DataAnnotations;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.Quotas.Contracts;

/// <summary>
/// What one plan allows: settings <c>Picora:Plans:&lt;plan&gt;:&lt;name&gt;</c> with the plan as <c>none</c>, <c>trial</c>, <c>pro</c> or
/// <c>pro_plus</c>. The defaults are the contract's; each number can be changed by itself.
/// </summary>
public sealed class PlanLimits
{
    public const string Section = "Picora:Plans";

    /// <summary>Bytes of stored images.</summary>
    [Range(0, long.MaxValue)]
    public long ImgStorageBytes { get; set; }

    /// <summary>Image uploads per calendar month (UTC).</summary>
    [Range(0, int.MaxValue)]
    public int ImgUploadMonth { get; set; }

    /// <summary>Image uploads per day (UTC); left empty: as many as the month allows.</summary>
    [Range(0, int.MaxValue)]
    public int? ImgUploadDay { get; set; }

    /// <summary>Bytes of images that go out in a month (UTC); left empty: without limit. What passing it does: <c>Picora:Bandwidth</c>.</summary>
    [Range(0, long.MaxValue)]
    public long? ImgBandwidthBytes { get; set; }

    /// <summary>Documents.</summary>
    [Range(0, int.MaxValue)]
    public int DocCount { get; set; }

    /// <summary>Documents in the folders of assistants' memories.</summary>
    [Range(0, int.MaxValue)]
    public int MemoryDocCount { get; set; }

    /// <summary>Bytes of stored audio; audio and video share the sum of both.</summary>
    [Range(0, long.MaxValue)]
    public long AudioStorageBytes { get; set; }

    /// <summary>Bytes of stored video; audio and video share the sum of both.</summary>
    [Range(0, long.MaxValue)]
    public long VideoStorageBytes { get; set; }

    /// <summary>Bytes of video and audio that go out in a month (UTC); left empty: without limit.</summary>
    [Range(0, long.MaxValue)]
    public long? MediaBandwidthBytes { get; set; }

    /// <summary>Collections: knowledge bases, albums and their like.</summary>
    [Range(0, int.MaxValue)]
    public int KbCount { get; set; }

    /// <summary>API keys that are not revoked.</summary>
    [Range(0, int.MaxValue)]
    public int ApiKeyCount { get; set; }

    /// <summary>Bytes of one image; left empty: as many as <c>Picora:Imaging:MaxBytes</c> allows. A larger number does not raise that one.</summary>
    [Range(1, long.MaxValue)]
    public long? ImageFileBytes { get; set; }

    /// <summary>Bytes of one audio file; 0 for a plan without audio.</summary>
    [Range(0, long.MaxValue)]
    public long AudioFileBytes { get; set; }

    /// <summary>Seconds of one audio file.</summary>
    [Range(0, int.MaxValue)]
    public int AudioFileSeconds { get; set; }

    /// <summary>Bytes of one video file; 0 for a plan without video.</summary>
    [Range(0, long.MaxValue)]
    public long VideoFileBytes { get; set; }

    /// <summary>Seconds of one video file.</summary>
    [Range(0, int.MaxValue)]
    public int VideoFileSeconds { get; set; }

    /// <summary>Bytes of one document.</summary>
    [Range(0, int.MaxValue)]
    public int DocBytes { get; set; }

    /// <summary>Images that one document may refer to.</summary>
    [Range(0, int.MaxValue)]
    public int DocImages { get; set; }

    /// <summary>The limit of one quota, in its own unit; null for none.</summary>
    public long? LimitOf(QuotaType type) => type switch
    {
        QuotaType.ImageStorage => ImgStorageBytes,
        QuotaType.ImageBandwidth => ImgBandwidthBytes,
        QuotaType.MediaStorage => long.CreateSaturating((Int128)AudioStorageBytes + VideoStorageBytes),
        QuotaType.MediaBandwidth => MediaBandwidthBytes,
        QuotaType.DocCount => DocCount,
        QuotaType.MemoryDocCount => MemoryDocCount,
        QuotaType.CollectionCount => KbCount,
        QuotaType.ApiKeyCount => ApiKeyCount,
        QuotaType.UploadsPerDay => ImgUploadDay,
        QuotaType.UploadsPerMonth => ImgUploadMonth,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
