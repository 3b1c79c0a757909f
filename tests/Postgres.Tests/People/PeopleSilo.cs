using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using OrleansRisk.Trust.Credentials;
using OrleansRisk.Trust.People;
using Xunit;

namespace OrleansRisk.Postgres.Tests.People;

/// <summary>What one silo has to sign persons of a tenant in.</summary>
internal sealed class PeopleSilo
{
    private const string Password = "nine blue kettles";
    private static readonly VolatileKek Kek = new(); // one vault, as the platform's keys lie in the database once
    private static int _tenants = 70_000;

    private readonly PostgresStores _stores;

    private PeopleSilo(PostgresStores stores, ManualTime time, TenantId tenant)
    {
        (_stores, Time, Tenant) = (stores, time, tenant);
        Keys = new KeyRing(
            stores.Keys, Kek, new KeyRingOptions("my", "test"), time, NullLogger<KeyRing>.Instance);
        Secrets = new PeopleSecrets(Keys, Keys);
        var passwords = new Passwords();
        Invitations = new Invitations(stores.People, Secrets, passwords, time);
        SignIns = new SignIns(
            new SignInStores(stores.People, stores.Credentials, stores.Attempts), Secrets, passwords, time);
        Factors = new SecondFactors(stores.Credentials, Secrets, time);
    }

    public ManualTime Time { get; }

    public TenantId Tenant { get; }

    public KeyRing Keys { get; }

    public PeopleSecrets Secrets { get; }

    public Invitations Invitations { get; }

    public SignIns SignIns { get; }

    public SecondFactors Factors { get; }

    public static async Task<PeopleSilo> Start(PostgresStores stores, TenantId? tenant = null)
    {
        var silo = new PeopleSilo(
            stores, new ManualTime(), tenant ?? new TenantId(Interlocked.Increment(ref _tenants)));
        await silo.Keys.CreateTenant(silo.Tenant, default);
        return silo;
    }

    /// <summary>Another silo of the same tenant and time.</summary>
    public PeopleSilo Beside() => new(_stores, Time, Tenant);

    public ValueTask<Invitation> Invite(string email) => Invitations.Invite(
        Tenant, new PersonalFields(email, "Siti Rahman"), ["analyst", "admin"], "tests", default);

    public async Task<PersonRow> Join(string email)
    {
        var invitation = await Invite(email);
        var accepted = await Invitations.Accept(
            Tenant, invitation.Row.Id.Value, invitation.Secret, Password, default);
        return Assert.IsType<PersonRow>(accepted.Person);
    }

    /// <summary>Gives the person an authenticator; returns its secret and the recovery codes.</summary>
    public async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> Enrol(PersonRow person)
    {
        var draft = await Factors.Begin(person.Id, "OrleansRisk", "siti", default);
        var secret = await Secrets.OpenCodes(person.Id, draft.Draft, default);
        Assert.Null(await Factors.Confirm(person.Id, draft.Draft, "no code", default));
        var recovery = await Factors.Confirm(
            person.Id, draft.Draft, OneTimeCodes.At(secret, Time.GetUtcNow()), default);
        return (secret, recovery!);
    }

    public Task<SignInResult> SignIn(string email, string password, string? code = null, IPAddress? from = null) =>
        SignIns.SignIn(
            new SignInRequest(Tenant, email, password, code, from ?? IPAddress.Parse("198.51.100.7")), default)
            .AsTask();
}
