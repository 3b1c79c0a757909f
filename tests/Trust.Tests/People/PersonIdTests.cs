using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.People;
using Xunit;

namespace OrleansRisk.Trust.Tests.People;

public sealed class PersonIdTests
{
    private static readonly TenantId Tenant = new(7);

    [Fact]
    public void Text_OfAPerson_IsReadBack()
    {
        var person = new PersonId(Tenant, ((UInt128)0xab << 96) | 1);
        Assert.Equal("person:000000ab000000000000000000000001", person.ToString());
        Assert.True(PersonId.TryParse(Tenant, person.ToString(), out var read));
        Assert.Equal(person, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("person:")]
    [InlineData("key:000000ab000000000000000000000001")]
    [InlineData("Person:000000ab000000000000000000000001")]
    [InlineData("person:000000AB000000000000000000000001")]
    [InlineData("person: 00000ab000000000000000000000001")]
    [InlineData("person:0000000ab000000000000000000000001")]
    public void Text_InAnotherSpelling_IsNobody(string? text) => Assert.False(PersonId.TryParse(Tenant, text, out _));

    [Fact]
    public void SameNumber_InAnotherTenant_IsAnotherPerson() =>
        Assert.NotEqual(new PersonId(Tenant, 1), new PersonId(new TenantId(8), 1));
}
