using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Api;

/// <summary>What a host may choose about its HTTP side.</summary>
public class ApiOptions
{
    /// <summary>
    /// Region that this host serves, as it stands in keys and tenants; lower-case letters and digits. The default is
    /// <c>my</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9]{1,16}$")]
    public string Region { get; set; } = "my";

    /// <summary>Address to listen at; the default is the loopback one.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for HTTP/1.1; the default is 5080, 0 takes any free one; 0 to 65,535.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>
    /// Port for HTTP/2 without TLS (prior knowledge); the default is 5081, 0 takes any free one; 0 to 65,535.
    /// </summary>
    [Range(0, 65_535)]
    public int Http2Port { get; set; } = 5081;

    /// <summary>Whether this host carries webhooks; the default is true.</summary>
    public bool Webhooks { get; set; } = true;

    /// <summary>
    /// Networks that webhooks go to: <c>public</c>, the default, for all that is routed in the internet, and networks
    /// such as <c>10.2.0.0/16</c>, by commas. Link-local and metadata addresses are refused whatever stands here.
    /// </summary>
    [Required]
    [RegularExpression(@"^(public|[0-9a-fA-F:.]+/[0-9]{1,3})(,(public|[0-9a-fA-F:.]+/[0-9]{1,3}))*$")]
    public string WebhookNetworks { get; set; } = "public";

    /// <summary>Whether webhooks may go over plain HTTP, for development; the default is false.</summary>
    public bool WebhookPlainHttp { get; set; }
}
