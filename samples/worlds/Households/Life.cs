namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>What a customer lives on; the data files weigh them by these words.</summary>
internal enum Life
{
    Salaried,
    ShortPay,
    Public,
    Variable,
    TwoJobs,
    Gig,
    Contractor,
    Business,
    Pensioner,
    Benefits,
    Student,
    Seasonal,
    Parental,
    JobLost,
    AtHome,
    HighEarner,
}
