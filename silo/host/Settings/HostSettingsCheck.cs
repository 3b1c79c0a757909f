using Microsoft.Extensions.Options;

namespace OrleansRisk.Host.Settings;

/// <summary>Checks every setting against what its type says of it.</summary>
[OptionsValidator]
internal sealed partial class HostSettingsCheck : IValidateOptions<HostSettings>;
