window.YTD.account.part0 = [
  {
    "account": {
      "email": "ada@example.org",
      "createdVia": "web",
      "username": "Ada_Made_Up",
      "accountId": "11",
      "createdAt": "2018-10-10T20:19:24.000Z",
      "accountDisplayName": "Ada 🥺"
    }
  }
]