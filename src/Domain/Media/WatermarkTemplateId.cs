namespace Picora.Domain.Media;

/// <summary>A watermark template's id, which addresses name as <c>wm</c>.</summary>
public readonly record struct WatermarkTemplateId(string Value)
{
    public static WatermarkTemplateId New() => new(NanoId.New());

    public override string ToString() => Value;
}
