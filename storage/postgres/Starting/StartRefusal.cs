namespace OrleansRisk.Postgres.Starting;

/// <summary>Why a host must not serve with this database.</summary>
/// <param name="Thing">What is wrong, by name.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record StartRefusal(string Thing, string Mend)
{
    public override string ToString() => $"{Thing}. {Mend}";
}
