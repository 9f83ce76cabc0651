using System.Reflection;

namespace Picora.Api.Http;

internal static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static readonly string Text =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
