using Microsoft.Extensions.Configuration;

namespace AsiFunctions.Notifications;

/// <summary>Links to pages of the portal, for messages.</summary>
/// <param name="baseUrl">Where the portal is, without a slash at the end.</param>
public sealed class PortalLinks(string baseUrl)
{
    /// <summary>Reads <c>Portal:BaseUrl</c>; default: this machine.</summary>
    /// <exception cref="InvalidOperationException">The setting is no absolute address.</exception>
    public static PortalLinks Read(IConfiguration configuration)
    {
        string text = configuration["Portal:BaseUrl"] ?? "http://localhost:7071";
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? new PortalLinks(text.TrimEnd('/'))
            : throw new InvalidOperationException("The setting Portal:BaseUrl must be an absolute http or https address.");
    }

    /// <summary>A page of the portal. All of it lies behind the #, which browsers keep to themselves: secrets may be part of it.</summary>
    /// <param name="path">The page, without a slash at the beginning: <c>invitations/…</c>.</param>
    public string To(string path) => $"{baseUrl}/#/{path}";
}
