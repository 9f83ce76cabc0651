namespace Picora.Domain.Media;

/// <summary>
/// The pages that may show a picture (contract section 26.5): hosts, <c>*.host</c> for everything below a host, and <c>self</c> for the
/// product's own. An empty list lets no page show it.
/// </summary>
public sealed class AllowedReferers
{
    public const int MaxPatterns = 50;

    private const string Self = "self";
    private const string AnyBelow = "*.";
    private const char Separator = ' ';

    private readonly string[] patterns;

    private AllowedReferers(string[] patterns) => this.patterns = patterns;

    public IReadOnlyList<string> Patterns => patterns;

    /// <summary>Hosts become lower case and ASCII; doubles count once.</summary>
    public static Result<AllowedReferers> Create(IReadOnlyList<string> patterns)
    {
        if (patterns.Count > MaxPatterns)
        {
            return Error.Validation("allowedReferers", $"allowedReferers has at most {MaxPatterns} entries.");
        }

        var normal = new List<string>();
        foreach (var pattern in patterns)
        {
            if (Normalise(pattern.Trim()) is not { } written)
            {
                return Error.Validation(
                    "allowedReferers", "allowedReferers holds hosts (example.org), *.host for everything below a host, or self; no scheme, port or path.");
            }

            normal.Add(written);
        }

        return new AllowedReferers([.. normal.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>For values that the database holds.</summary>
    public static AllowedReferers FromStored(string text) => new(text.Split(Separator, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="page">The <c>Referer</c> header as it came; without one nothing is allowed.</param>
    /// <param name="ownHosts">What <c>self</c> stands for, together with everything below; normal host names.</param>
    public bool Allow(string? page, IReadOnlyList<string> ownHosts)
    {
        if (HostOf(page) is not { } host)
        {
            return false;
        }

        foreach (var pattern in patterns)
        {
            if (Matches(pattern, host, ownHosts))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The stored form.</summary>
    public override string ToString() => string.Join(Separator, patterns);

    private static bool Matches(string pattern, string host, IReadOnlyList<string> ownHosts)
    {
        if (string.Equals(pattern, Self, StringComparison.Ordinal))
        {
            return ownHosts.Any(own => string.Equals(own, host, StringComparison.Ordinal) || IsBelow(host, own));
        }

        return pattern.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? IsBelow(host, pattern.AsSpan(AnyBelow.Length))
            : string.Equals(pattern, host, StringComparison.Ordinal);
    }

    private static bool IsBelow(string host, ReadOnlySpan<char> parent) =>
        host.Length > parent.Length + 1 && host[^(parent.Length + 1)] == '.' && host.AsSpan().EndsWith(parent, StringComparison.Ordinal);

    private static string? Normalise(string pattern)
    {
        if (string.Equals(pattern, Self, StringComparison.OrdinalIgnoreCase))
        {
            return Self;
        }

        return pattern.StartsWith(AnyBelow, StringComparison.Ordinal)
            ? HostName.Normalise(pattern[AnyBelow.Length..]) is { } parent ? AnyBelow + parent : null
            : HostName.Normalise(pattern);
    }

    private static string? HostOf(string? page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? HostName.Normalise(address.IdnHost)
            : null;
}
