using Npgsql;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Trust.People;

namespace OrleansRisk.Postgres.People;

internal static class PersonParameters
{
    /// <summary>Tenant and number, which begin every key of a person's rows.</summary>
    public static void Put(this NpgsqlParameterCollection parameters, PersonId person)
    {
        parameters.Put(person.Tenant.Value);
        parameters.Put(Columns.Bytes(person.Value));
    }
}
